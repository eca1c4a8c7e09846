package lab.harmony.activity;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.NamedPerson;

/// Something that happened, or much of the same that one person did within an hour, in a sentence:
/// `Ada` `scored 200 faces of` `Baseline`.
///
/// @param key tells it from all others of its kind; the same as long as it only grows
/// @param at when, or when the last of it
/// @param who did it; empty where that is not known
/// @param did what they did, up to the name of what they did it to; see also [#owned]
/// @param thing the name of it; empty for the experiment's own
/// @param after the rest of the sentence
/// @param place where it is shown
/// @param experiment whose it is, where it is of one
public record Happening(
    ActivityKind kind,
    String key,
    Instant at,
    Optional<NamedPerson> who,
    String did,
    String thing,
    String after,
    Place place,
    Optional<String> experiment) {

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
    return new Happening(kind, key, at, who, did, name, after, place, experiment);
  }

  /// What is somebody's, as it stands behind their name: `’s run of`, or `run of` behind nobody's.
  public static String owned(Optional<NamedPerson> who, String what) {
    return who.isPresent() ? "’s " + what : what;
  }

  /// The sentence up to its thing.
  public String beginning() {
    return (did.startsWith("’") ? "" : " ") + did + " ";
  }

  /// `1 face`, `200 faces`.
  public static String counted(long number, String one, String many) {
    return number == 1 ? "1 " + one : "%,d %s".formatted(number, many);
  }
}
