package lab.harmony.audit;

/// Who did something.
public sealed interface AuditActor {

  /// A person, as the lab names them.
  record Person(String name) implements AuditActor {
    public Person {
      name = AuditText.clean(name, LONGEST);
    }
  }

  /// The lab by itself, by a schedule that somebody set.
  record Lab() implements AuditActor {}

  /// Somebody who did not say who they are.
  record Nobody() implements AuditActor {}

  int LONGEST = 200;

  static AuditActor person(String name) {
    return new Person(name);
  }

  /// How it is stored and sealed: `person Ada`, `lab`, `nobody`.
  default String code() {
    return switch (this) {
      case Person(var name) -> PERSON + name;
      case Lab _ -> "lab";
      case Nobody _ -> "nobody";
    };
  }

  /// How people read what is stored.
  static String words(String code) {
    return switch (code) {
      case "lab" -> "the lab itself";
      case "nobody" -> "nobody signed in";
      default -> code.startsWith(PERSON) ? code.substring(PERSON.length()) : code;
    };
  }

  String PERSON = "person ";
}
