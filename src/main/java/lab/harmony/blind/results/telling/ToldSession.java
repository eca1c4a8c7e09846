package lab.harmony.blind.results.telling;

import lab.harmony.blind.session.SessionId;

/// A closed session of the lab, or one that was imported.
///
/// @param origin where it was rated and what was sealed, in a sentence
/// @param sha256 what it was sealed with, or that of the file that it came in
public record ToldSession(
    SessionId id, String title, String origin, String sha256, boolean imported) {}
