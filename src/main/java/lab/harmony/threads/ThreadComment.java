package lab.harmony.threads;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.NamedPerson;

/// What somebody said in a thread.
///
/// @param id comments that were written later have larger ones
/// @param text Markdown as it was written, whoever is mentioned as [Mentions#stored]
/// @param edition of what it is about, the newest when it was written: `version 2` of a report;
///   empty where there is but one
/// @param version counts the edits, from 0
public record ThreadComment(
    long id,
    long thread,
    NamedPerson author,
    String text,
    String edition,
    Instant writtenAt,
    int version,
    Optional<Instant> editedAt,
    Optional<Withdrawal> withdrawal) {

  /// The most characters that are typed in one.
  public static final int LONGEST = 20_000;

  /// That it is not shown any more; it is still there.
  ///
  /// @param reason empty where its author withdrew it
  public record Withdrawal(NamedPerson by, Instant at, String reason) {}
}
