package lab.harmony.people;

import java.util.Locale;

/// What a person is in a lab, from the one who may do most.
public enum Role {
  /// Says who the people are and how the lab is set.
  OWNER,
  /// Runs, trains, edits and publishes.
  RESEARCHER,
  /// Scores pictures.
  REVIEWER,
  /// Looks at what is shared with the team.
  READER;

  /// As the database and people call it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// The one of the two who may do more.
  Role orMore(Role other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
