package lab.harmony.accounts.ui;

import lab.harmony.people.Role;

/// Roles in words for people.
final class RoleWords {

  private RoleWords() {}

  /// In a sentence: `a researcher`.
  static String words(Role role) {
    return (role == Role.OWNER ? "an " : "a ") + role.word();
  }

  /// In a list to choose from.
  static String name(Role role) {
    var word = role.word();
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /// What somebody of this role does.
  static String does(Role role) {
    return switch (role) {
      case OWNER -> "says who the people are and how the lab is set, and does all that others do";
      case RESEARCHER -> "runs, trains, edits and publishes";
      case REVIEWER -> "scores faces and comments";
      case READER -> "reads the reports that are for the team";
    };
  }
}
