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

/// Whoever is signed in; where no pages are served (the command line, a worker) the owner of this
/// machine's lab.
///
/// Where pages are served, nobody is the owner because nothing is known of them: a thread without a
/// session, or with one that has just ended, acts for nobody.
@Service
public class CurrentPerson {
  private final People people;
  private final SecurityContextHolderStrategy contexts;
  private final boolean servesPages;

  /// @param contexts there is none where no pages are served
  CurrentPerson(People people, ObjectProvider<SecurityContextHolderStrategy> contexts) {
    this.people = people;
    var ofPages = contexts.getIfAvailable();
    servesPages = ofPages != null;
    this.contexts = ofPages == null ? SecurityContextHolder.getContextHolderStrategy() : ofPages;
  }

  /// Who they are, whatever they are called. Sessions are named by it.
  ///
  /// @throws IllegalStateException where pages are served and nobody has signed in, or not any more
  public PersonId id() {
    var authentication = contexts.getContext().getAuthentication();
    if (authentication == null && !servesPages) {
      return people.localId();
    }
    if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
      throw new IllegalStateException("nobody is signed in");
    }
    return new PersonId(authentication.getName());
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
