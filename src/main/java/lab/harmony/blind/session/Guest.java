package lab.harmony.blind.session;

import lab.harmony.people.PersonId;

/// Somebody without an account who has a sheet in one session, and nothing else of the lab.
public record Guest(SessionId session, PersonId rater, String name) {

  /// The most letters of a name.
  public static final int LONGEST_NAME = 80;
}
