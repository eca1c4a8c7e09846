package lab.harmony.runs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What there is to know of all runs at once, however many they are: two that are equal but for
/// those at work list the same runs.
///
/// @param all how many there are
/// @param waiting how many of them wait
/// @param lastEnd when the last one ended
/// @param working those at work, the first that was submitted first
public record RunsNow(long all, long waiting, Optional<Instant> lastEnd, List<RunRow> working) {

  /// Whether a list of runs has other lines, or others in another state, than it had then.
  public boolean listsOthersThan(RunsNow before) {
    return all != before.all
        || waiting != before.waiting
        || !lastEnd.equals(before.lastEnd)
        || !ids(working).equals(ids(before.working));
  }

  public RunsNow withWorking(List<RunRow> changed) {
    return new RunsNow(all, waiting, lastEnd, changed);
  }

  private static List<RunId> ids(List<RunRow> rows) {
    return rows.stream().map(RunRow::id).toList();
  }
}
