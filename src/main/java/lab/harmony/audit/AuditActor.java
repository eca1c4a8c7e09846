package lab.harmony.audit;

import java.util.function.Function;
import java.util.regex.Pattern;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;

/// Who did something.
public sealed interface AuditActor {

  /// A person of the lab. Their name of now is written down beside their id, which stays theirs.
  record Known(PersonId id) implements AuditActor {}

  /// Whom the settings of this machine name, in a verb that starts no services.
  record Named(String name) implements AuditActor {
    public Named {
      name = AuditText.clean(name, LONGEST);
    }
  }

  /// The lab by itself, by a schedule that somebody set.
  record Lab() implements AuditActor {}

  /// Somebody who did not say who they are.
  record Nobody() implements AuditActor {}

  int LONGEST = 200;
  String PERSON = "person ";
  Pattern KNOWN = Pattern.compile("(person [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (.*)");

  static AuditActor of(Actor by) {
    return new Known(by.person());
  }

  static AuditActor named(String name) {
    return new Named(name);
  }

  /// How it is stored and sealed: `person ID NAME`, `person NAME`, `lab`, `nobody`.
  ///
  /// @param name finds what somebody is called now
  default String code(Function<PersonId, String> name) {
    return switch (this) {
      case Known(var id) -> PERSON + id.value() + " " + AuditText.clean(name.apply(id), LONGEST);
      case Named(var called) -> PERSON + called;
      case Lab _ -> "lab";
      case Nobody _ -> "nobody";
    };
  }

  /// Who it is in what is stored, whatever they were called then: `person ID`, or all of it where
  /// there is no id.
  static String key(String code) {
    var known = KNOWN.matcher(code);
    return known.matches() ? known.group(1) : code;
  }

  /// What tells somebody apart from others of their name: ` (0d9c1f7e)`; nothing where the key has
  /// no id.
  static String mark(String key) {
    return PersonId.parse(key.startsWith(PERSON) ? key.substring(PERSON.length()) : key)
        .map(id -> " (%s)".formatted(id.value().substring(0, 8)))
        .orElse("");
  }

  /// How people read what is stored.
  static String words(String code) {
    var known = KNOWN.matcher(code);
    if (known.matches()) {
      return known.group(2);
    }
    return switch (code) {
      case "lab" -> "the lab itself";
      case "nobody" -> "nobody";
      default -> code.startsWith(PERSON) ? code.substring(PERSON.length()) : code;
    };
  }
}
