package lab.harmony.comparison.arms;

import java.util.Optional;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.runs.PartsReading;

/// Whose scores a comparison goes by. One for both arms: scores of several are never mixed.
public sealed interface ArmJudge {

  /// What the team says of each face: the newest score that a person gave and has not taken back.
  record Team() implements ArmJudge {}

  /// What one person says.
  record OnePerson(NamedPerson person) implements ArmJudge {}

  /// What one machine judge says.
  ///
  /// @param sha256 of its weights, which tell it from another of its name
  /// @param namesake whether another of its name has read some of the faces, too
  record Machine(String name, String sha256, boolean namesake) implements ArmJudge {

    private static final int BRIEF = 12;

    /// What names it where there are several: `doodle-parts@d6a9959bcd77`.
    String weights() {
      return sha256.substring(0, Math.min(BRIEF, sha256.length()));
    }

    /// Whether this judge made the reading.
    boolean made(PartsReading reading) {
      return reading.judge().equals(name) && reading.judgeSha256().equals(sha256);
    }
  }

  /// What stands for the machine judge that has read most of the faces.
  String ANY_MACHINE = "machine";

  /// As words behind "by": `people`, `Ada`, `the machine judge doodle-parts`.
  default String words() {
    return switch (this) {
      case Team _ -> "people";
      case OnePerson(var person) -> person.name();
      case Machine machine ->
          "the machine judge "
              + machine.name()
              + (machine.namesake() ? " with the weights " + machine.weights() : "");
    };
  }

  /// As words that tell it from every other judge of its name, for what outlives a page: `the
  /// machine judge doodle-parts with the weights d6a9959bcd77`.
  default String inFull() {
    return switch (this) {
      case Machine machine ->
          "the machine judge %s with the weights %s".formatted(machine.name(), machine.weights());
      case Team _, OnePerson _ -> words();
    };
  }

  /// What names it in an address: `people`, a person's id, or the name of a machine with the
  /// beginning of its weights' SHA-256.
  default String key() {
    return switch (this) {
      case Team _ -> "people";
      case OnePerson(var person) -> person.id().value();
      case Machine machine -> machine.name() + "@" + machine.weights();
    };
  }

  /// What tells it from every other judge for good: people, a person's id, a machine's name with
  /// its weights.
  default String identity() {
    return switch (this) {
      case Team _, OnePerson _ -> key();
      case Machine machine -> machine.name() + " " + machine.sha256();
    };
  }

  default Optional<PersonId> onePerson() {
    return this instanceof OnePerson(var person) ? Optional.of(person.id()) : Optional.empty();
  }
}
