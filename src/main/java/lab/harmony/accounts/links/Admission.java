package lab.harmony.accounts.links;

import java.util.Optional;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Whom a secret of this machine lets in. It says an id, or a name, or nobody, which means the
/// owner: `./lab link` may be asked for them without looking into the database, and labs of before
/// knew nothing but names.
@Service
public class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final People people;
  private final ShutOut shutOut;

  public Admission(People people, ShutOut shutOut) {
    this.people = people;
    this.shutOut = shutOut;
  }

  /// Why a secret that is made now would let nobody in, in words; empty if it would let somebody
  /// in.
  public Optional<String> objection(String whom) {
    if (whom.isEmpty()) {
      return Optional.empty();
    }
    var id = PersonId.parse(whom);
    if (id.isPresent()) {
      return objectionToId(id.get());
    }
    if (!Person.isName(whom)) {
      return Optional.of(
          "Nobody can be called so: a name has 1 to %d characters in one line."
              .formatted(Person.LONGEST_NAME));
    }
    var here = people.meant(whom).stream().filter(Person::maySignIn).toList();
    if (here.size() > 1) {
      return Optional.of(
          "%d people are called %s. Say which, by id: --person %s."
              .formatted(
                  here.size(),
                  whom,
                  String.join(" or ", here.stream().map(one -> one.id().value()).toList())));
    }
    return here.isEmpty() && isOfSomebodyShutOut(whom)
        ? Optional.of(
            "%s was shut out of the lab, so a link lets nobody in by this name. An owner lets them in"
                    .formatted(whom)
                + " again, on the screen People.")
        : Optional.empty();
  }

  private Optional<String> objectionToId(PersonId id) {
    var person = people.find(id);
    if (person.isEmpty()) {
      return Optional.of("Nobody in this lab has the id %s.".formatted(id));
    }
    return person
        .filter(one -> !one.maySignIn())
        .map(one ->
            "%s may not sign in, so a link lets nobody in by this id. An owner lets them in, on the screen People."
                .formatted(one.name()));
  }

  /// Whether a secret that says this may mean the person.
  public boolean means(String whom, PersonId person) {
    var id = PersonId.parse(whom);
    return id.isPresent()
        ? id.get().equals(person)
        : Person.isName(whom)
            && people.meant(whom).stream().anyMatch(one -> one.id().equals(person));
  }

  private boolean isOfSomebodyShutOut(String name) {
    return people.meant(name).stream().map(Person::id).anyMatch(shutOut::contains);
  }

  /// The person, unless they may not sign in. A name that nobody has yet, or only somebody who is
  /// known by what they did elsewhere, lets in a researcher: whoever can write the data folder says
  /// so. The name of somebody who was shut out lets in nobody.
  public Optional<PersonId> admit(String whom) {
    if (whom.isEmpty()) {
      return Optional.of(people.localId());
    }
    var id = PersonId.parse(whom);
    return id.isPresent()
        ? id.flatMap(people::find).filter(Person::maySignIn).map(Person::id)
        : byName(whom);
  }

  private Optional<PersonId> byName(String name) {
    if (!Person.isName(name)) {
      return Optional.empty();
    }
    // Before anybody comes in by a name: it may be the owner's, and they are who they were.
    people.localId();
    var meant = people.meant(name);
    var here = meant.stream().filter(Person::maySignIn).toList();
    return switch (here.size()) {
      case 0 -> isOfSomebodyShutOut(name) ? Optional.empty() : Optional.of(admitted(name));
      case 1 -> Optional.of(here.getFirst().id());
      default -> {
        log.warn(
            "{} people are called {}: a sign-in link has to say which, as ./lab link --person {}.",
            here.size(),
            name,
            here.getFirst().id());
        yield Optional.empty();
      }
    };
  }

  private PersonId admitted(String name) {
    var here = people.meantHere(name);
    return here.isEmpty()
        ? people.add(name, Role.RESEARCHER).id()
        : people.admit(here.getFirst().id(), Role.RESEARCHER).id();
  }
}
