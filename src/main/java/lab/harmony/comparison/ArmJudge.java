package lab.harmony.comparison;

import java.util.Optional;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;

/// Whose scores a comparison goes by. One for both arms: scores of several are never mixed.
public sealed interface ArmJudge {

  /// What the team says of each face: the newest score that a person gave and has not taken back.
  record Team() implements ArmJudge {}

  /// What one person says.
  record OnePerson(NamedPerson person) implements ArmJudge {}

  /// What one machine judge says, told from others by its weights.
  record Machine(String name, String sha256) implements ArmJudge {}

  /// As words behind "by": `people`, `Ada`, `the machine judge doodle-parts`.
  default String words() {
    return switch (this) {
      case Team _ -> "people";
      case OnePerson(var person) -> person.name();
      case Machine(var name, _) -> "the machine judge " + name;
    };
  }

  /// What names it in an address: `people`, `machine`, or the person's id.
  default String key() {
    return switch (this) {
      case Team _ -> "people";
      case OnePerson(var person) -> person.id().value();
      case Machine _ -> "machine";
    };
  }

  /// What tells it from every other judge for good: people, a person's id, a machine's name with
  /// its weights.
  default String identity() {
    return switch (this) {
      case Team _, OnePerson _ -> key();
      case Machine(var name, var sha256) -> name + " " + sha256;
    };
  }

  default Optional<PersonId> onePerson() {
    return this instanceof OnePerson(var person) ? Optional.of(person.id()) : Optional.empty();
  }
}
