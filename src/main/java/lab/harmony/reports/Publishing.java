package lab.harmony.reports;

import java.util.List;
import java.util.Optional;
import lab.harmony.people.Actor;

/// What an author says when an experiment is published.
///
/// @param author whose the report is; it carries their name
/// @param staleReason why it is published although not all in it is up to date; may be empty where
///   all is
/// @param revises a version of the report that this becomes the newest version of; empty for a
///   report of its own
/// @param changes what changed since the version before; may be empty in a report of its own
/// @param tags of the report; those of the version before where there are none
public record Publishing(
    Actor author,
    String staleReason,
    Optional<ReportName> revises,
    String changes,
    List<String> tags) {

  public Publishing {
    staleReason = staleReason.strip();
    changes = changes.strip();
    tags = ReportTags.of(tags);
  }

  /// A report of its own, in which everything is up to date.
  public static Publishing by(Actor author) {
    return new Publishing(author, "", Optional.empty(), "", List.of());
  }

  /// With the reason why it is published although not all in it is up to date.
  public Publishing although(String reason) {
    return new Publishing(author, reason, revises, changes, tags);
  }

  /// As the newest version of a report.
  public Publishing revising(ReportName report, String whatChanged) {
    return new Publishing(author, staleReason, Optional.of(report), whatChanged, tags);
  }

  public Publishing tagged(List<String> words) {
    return new Publishing(author, staleReason, revises, changes, words);
  }
}
