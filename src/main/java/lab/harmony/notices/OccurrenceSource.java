package lab.harmony.notices;

import java.time.Instant;
import java.util.List;

/// A feature with something that can be told outside; offered as a bean.
public interface OccurrenceSource {

  /// So much is told at once; the rest with the next look.
  int MOST = 500;

  /// What happened from a time on, whatever became of it since: the oldest first, at most [#MOST].
  List<Occurrence> since(Instant time);
}
