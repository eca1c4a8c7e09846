package lab.harmony.sql.tables;

import java.time.Instant;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;

/// What is another whenever there are other runs, or other pictures of them.
final class RunsVersion {

  static NamedFacts of(RunQueue queue) {
    var now = queue.now();
    return NamedFacts.of(
        Fact.of("runs", now.all()),
        Fact.of("waiting", now.waiting()),
        Fact.of("last end", now.lastEnd().map(Instant::toString).orElse("")),
        Fact.of("drawn", now.working().stream().mapToLong(RunRow::images).sum()));
  }

  private RunsVersion() {}
}
