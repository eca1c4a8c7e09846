package lab.harmony.accounts;

import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.stereotype.Service;

/// Whoever is signed in; outside of a session (the command line, a worker) the owner of this
/// machine's lab.
@Service
public class CurrentPerson {
  private final People people;
  private final SecurityContextHolderStrategy contexts;

  /// @param contexts there is none where no pages are served
  CurrentPerson(People people, ObjectProvider<SecurityContextHolderStrategy> contexts) {
    this.people = people;
    this.contexts = contexts.getIfAvailable(SecurityContextHolder::getContextHolderStrategy);
  }

  /// Who they are, whatever they are called. Sessions are named by it.
  ///
  /// @throws IllegalStateException in a browser's session in which nobody has signed in
  public PersonId id() {
    var authentication = contexts.getContext().getAuthentication();
    if (authentication instanceof AnonymousAuthenticationToken) {
      throw new IllegalStateException("nobody is signed in");
    }
    return authentication == null ? people.localId() : new PersonId(authentication.getName());
  }

  /// Whoever has signed in, if anybody has.
  public Optional<Person> signedIn() {
    var authentication = contexts.getContext().getAuthentication();
    return authentication == null
        ? Optional.empty()
        : PersonId.parse(authentication.getName()).flatMap(people::find);
  }

  /// In whose name services act.
  public Actor actor() {
    return new Actor(id());
  }

  /// As they are now.
  public Person person() {
    return people.get(id());
  }

  /// What they are called now.
  public String name() {
    return person().name();
  }
}
