package lab.harmony.activity;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;

/// Something that happened, or much of the same that one person did within an hour, in a sentence:
/// `Ada` `scored 200 faces of` `Baseline`; `Ada` `run of` `Baseline` `finished`.
///
/// @param key tells it from all others of its kind; the same as long as it only grows
/// @param at when, or when the last of it
/// @param who did it; empty where that is not known
/// @param deed what they did, up to the name of what they did it to
/// @param thing the name of it; empty for the experiment's own
/// @param after the rest of the sentence
/// @param place where it is shown
/// @param experiment whose it is, where it is of one
public record Happening(
    ActivityKind kind,
    String key,
    Instant at,
    Optional<Doer> who,
    Deed deed,
    String thing,
    String after,
    Place place,
    Optional<String> experiment) {

  /// Whoever did it.
  ///
  /// @param name what they are called now
  /// @param id empty where only a name is known
  public record Doer(String name, Optional<PersonId> id) {

    public static Doer of(NamedPerson person) {
      return new Doer(person.name(), Optional.of(person.id()));
    }

    boolean is(PersonId person) {
      return id.filter(person::equals).isPresent();
    }
  }

  /// What was done, up to the name of what it was done to.
  ///
  /// @param words `scored 200 faces of`, or `2 runs of` where these are theirs
  /// @param isTheirs whether it is something of theirs that something became of
  public record Deed(String words, boolean isTheirs) {

    public static Deed did(String words) {
      return new Deed(words, false);
    }

    public static Deed theirs(String words) {
      return new Deed(words, true);
    }
  }

  /// When it was, or the last of it, and whose.
  public record Moment(Instant at, Optional<String> experiment) {}

  /// Where something is shown.
  ///
  /// @param path without a slash before it
  /// @param isScreen false for a page of its own, outside the application
  public record Place(String path, boolean isScreen) {

    /// One of the screens.
    public static Place screen(String path) {
      return new Place(path, true);
    }

    /// A page of its own.
    public static Place page(String path) {
      return new Place(path, false);
    }
  }

  /// The same with the name of its thing.
  Happening withThing(String name) {
    return new Happening(kind, key, at, who, deed, name, after, place, experiment);
  }

  Moment moment() {
    return new Moment(at, experiment);
  }

  /// What stands between whoever did it and its thing, with the blanks: `: run of`; what stands
  /// before its thing where nobody knows who it was.
  public String beginning() {
    if (who.isPresent()) {
      return (deed.isTheirs() ? ": " : " ") + deed.words() + " ";
    }
    return deed.isTheirs()
        ? deed.words().substring(0, 1).toUpperCase(Locale.ROOT) + deed.words().substring(1) + " "
        : "Somebody " + deed.words() + " ";
  }

  /// `1 face`, `200 faces`.
  public static String counted(long number, String one, String many) {
    return number == 1 ? "1 " + one : "%,d %s".formatted(number, many);
  }
}
