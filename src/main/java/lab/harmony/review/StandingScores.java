package lab.harmony.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;

/// What counts of the scores of experiments. What was read is kept, and of an experiment that is
/// known only what was added since is read again.
final class StandingScores {

  private final ScoreStore store;
  private volatile Map<String, Read> read = new ConcurrentHashMap<>();

  StandingScores(ScoreStore store) {
    this.store = store;
  }

  /// What stands in an experiment, as it was when the table had this revision.
  ///
  /// @param rows how many rows of the experiment were read, up to the one of number `last`
  record Read(
      long revision, int rows, long last, Map<String, Score> standing, List<Score> current) {
    static final Read NOTHING = new Read(0, 0, 0, Map.of(), List.of());

    Read at(long revision) {
      return new Read(revision, rows, last, standing, current);
    }
  }

  /// Forgets all; what is being read now goes to what is forgotten.
  void forget() {
    read = new ConcurrentHashMap<>();
  }

  Read read(String experiment) {
    return Objects.requireNonNull(read(List.of(experiment)).get(experiment));
  }

  /// What counts in each of these experiments. Of those that nothing is known of all rows are read
  /// together, of the others only what was said since.
  Map<String, Read> read(Collection<String> experiments) {
    var kept = read;
    var revision = store.revision();
    var all = new HashMap<String, Read>();
    var behind = new HashMap<String, Read>();
    for (var experiment : experiments) {
      var known = kept.getOrDefault(experiment, Read.NOTHING);
      (known.revision() == revision ? all : behind).put(experiment, known);
    }
    if (behind.isEmpty()) {
      return all;
    }
    var extents = store.extents(behind.keySet());
    var unread = new ArrayList<String>();
    behind.forEach((experiment, known) -> {
      var extent = extents.getOrDefault(experiment, ScoreStore.Extent.NONE);
      if (known.rows() == extent.rows() && known.last() == extent.last()) {
        all.put(experiment, known.at(revision));
      } else if (known.rows() == 0) {
        unread.add(experiment);
      } else {
        all.put(experiment, readOn(experiment, known, extent, revision));
      }
    });
    if (!unread.isEmpty()) {
      var rows = store.of(unread);
      unread.forEach(experiment ->
          all.put(
              experiment, after(Read.NOTHING, rows.getOrDefault(experiment, List.of()), revision)));
    }
    behind
        .keySet()
        .forEach(experiment -> kept.put(experiment, Objects.requireNonNull(all.get(experiment))));
    return all;
  }

  private Read readOn(String experiment, Read known, ScoreStore.Extent extent, long revision) {
    var added = store.since(experiment, known.last());
    return added.isEmpty() || known.rows() + added.size() != extent.rows()
        // A row with a smaller number was committed later.
        ? after(Read.NOTHING, store.since(experiment, 0), revision)
        : after(known, added, revision);
  }

  private static Read after(Read known, List<ScoreStore.Entry> added, long revision) {
    if (added.isEmpty()) {
      return Read.NOTHING.at(revision);
    }
    var standing = standing(known.standing(), added);
    var newest = new HashMap<String, Score>();
    for (var score : standing.values()) {
      newest.merge(
          score.face().key(), score, (one, other) -> one.number() > other.number() ? one : other);
    }
    return new Read(
        revision,
        known.rows() + added.size(),
        added.getLast().score().number(),
        Collections.unmodifiableMap(standing),
        ordered(newest.values().stream().toList()));
  }

  /// The last score of each person for each face, unless it was taken back.
  private static Map<String, Score> standing(
      Map<String, Score> before, List<ScoreStore.Entry> entries) {
    var standing = new LinkedHashMap<>(before);
    for (var entry : entries) {
      if (entry.withdrawn()) {
        standing.remove(entry.subject());
      } else {
        standing.put(entry.subject(), entry.score());
      }
    }
    return standing;
  }

  /// In the order of the images, then of the file names.
  static List<Score> ordered(List<Score> scores) {
    return scores.stream()
        .sorted(
            Comparator.comparing((Score score) -> score.face().image().isEmpty())
                .thenComparing(
                    score -> score.face().image().map(image -> image.run().value()).orElse(""))
                .thenComparing(score -> score.face().image().map(ImageId::index).orElse(0))
                .thenComparing(Score::number))
        .toList();
  }
}
