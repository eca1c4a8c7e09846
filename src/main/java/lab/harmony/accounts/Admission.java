package lab.harmony.accounts;

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
class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final People people;

  Admission(People people) {
    this.people = people;
  }

  /// The person, unless they may not sign in. A name that nobody has yet, or only somebody who is
  /// known by what they did elsewhere, lets in a researcher: whoever can write the data folder says
  /// so.
  Optional<PersonId> admit(String whom) {
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
      case 0 -> Optional.of(admitted(name));
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
