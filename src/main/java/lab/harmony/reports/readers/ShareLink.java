package lab.harmony.reports.readers;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.people.NamedPerson;
import lab.harmony.reports.shelf.ReportName;

/// A permission to read one report without an account. The address itself is known only to those
/// who were given it.
public record ShareLink(
    UUID id,
    ReportName report,
    NamedPerson createdBy,
    Instant createdAt,
    Instant expiresAt,
    Optional<Revocation> revocation) {

  /// Who ended a link early, and when.
  public record Revocation(NamedPerson by, Instant at) {}

  public boolean isOpenAt(Instant time) {
    return revocation.isEmpty() && time.isBefore(expiresAt);
  }
}
