package lab.harmony.review.ui;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lab.harmony.review.marks.Score;
import lab.harmony.review.marks.Verdict;

/// How many faces got which verdict; intended conflicts are counted apart.
record VerdictCounts(Map<Verdict, Long> faces, long intendedConflicts) {

  static VerdictCounts of(List<Score> scores) {
    var faces = new EnumMap<Verdict, Long>(Verdict.class);
    long conflicts = 0;
    for (var score : scores) {
      if (score.mark().intendedConflict()) {
        conflicts++;
      } else {
        faces.merge(score.mark().verdict(), 1L, Long::sum);
      }
    }
    return new VerdictCounts(faces, conflicts);
  }

  String sentence() {
    var words =
        "%d perfect, %d acceptable, %d broken"
            .formatted(
                faces.getOrDefault(Verdict.PERFECT, 0L),
                faces.getOrDefault(Verdict.ACCEPTABLE, 0L),
                faces.getOrDefault(Verdict.BROKEN, 0L));
    return intendedConflicts == 0
        ? words + "."
        : words + ", and %d meant to mix emotions, counted apart.".formatted(intendedConflicts);
  }
}
