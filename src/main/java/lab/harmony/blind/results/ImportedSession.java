package lab.harmony.blind.results;

import java.time.Instant;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.NamedPerson;

/// A session that was rated elsewhere and brought in as rows. Nothing of it was sealed here.
///
/// @param sha256 of the file that it came in
public record ImportedSession(
    SessionId id, String title, String sha256, int answers, NamedPerson by, Instant at) {}
