package lab.harmony.reports;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.harmony.people.Actor;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.reports.shelf.ReportTags;
import lab.harmony.reports.shelf.VisibleWords;

/// What an author says when an experiment is published.
///
/// @param author whose the report is; it carries their name
/// @param staleReason why it is published although not all in it is up to date; may be empty where
///   all is
/// @param answers what was out of date when the reason was given, a sentence each: it is no reason
///   for anything else; empty where it was given for whatever is
/// @param revises a version of the report that this becomes the newest version of; empty for a
///   report of its own
/// @param changes what changed since the version before; may be empty in a report of its own
/// @param audience for whom a report of its own is; the team where nobody said
/// @param tags of the report; where none were named, those of the version before
public record Publishing(
    Actor author,
    String staleReason,
    Optional<Set<String>> answers,
    Optional<ReportName> revises,
    String changes,
    Optional<Audience> audience,
    Optional<List<String>> tags) {

  /// The most characters of a reason, and of what is said about changes.
  public static final int LONGEST = 400;

  public Publishing {
    staleReason = VisibleWords.sentence(staleReason);
    answers = answers.map(Set::copyOf);
    changes = VisibleWords.sentence(changes);
    tags = tags.map(ReportTags::of);
  }

  /// A report of its own, in which everything is up to date.
  public static Publishing by(Actor author) {
    return new Publishing(
        author, "", Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty());
  }

  /// With the reason why it is published whatever in it is not up to date.
  public Publishing although(String reason) {
    return new Publishing(author, reason, Optional.empty(), revises, changes, audience, tags);
  }

  /// With the reason why it is published although these things in it are not up to date.
  public Publishing although(String reason, Collection<String> stale) {
    return new Publishing(
        author, reason, Optional.of(Set.copyOf(stale)), revises, changes, audience, tags);
  }

  /// As the newest version of a report.
  public Publishing revising(ReportName report, String whatChanged) {
    return new Publishing(
        author, staleReason, answers, Optional.of(report), whatChanged, audience, tags);
  }

  /// With these tags, or with none.
  public Publishing tagged(List<String> words) {
    return new Publishing(
        author, staleReason, answers, revises, changes, audience, Optional.of(words));
  }

  /// For these people, where it is a report of its own.
  public Publishing readBy(Audience readers) {
    return new Publishing(
        author, staleReason, answers, revises, changes, Optional.of(readers), tags);
  }

  /// Whether all of this may be out of date.
  boolean covers(Collection<String> stale) {
    return stale.isEmpty()
        || (!staleReason.isEmpty() && answers.map(known -> known.containsAll(stale)).orElse(true));
  }
}
