package lab.harmony.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lab.harmony.review.marks.Checklist;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;

/// The 48 rows that reproduce every published aggregate of the SD 1.5 baseline.
public final class SampleScores {

  private SampleScores() {}

  public static List<ScoreRow> baseline() {
    try (var stream =
        SampleScores.class.getResourceAsStream("/fixtures/sd15-baseline-scores.csv")) {
      var text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(SampleScores::row).toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static ScoreRow row(String archetype, String emotion, int points, boolean intendedConflict) {
    return new ScoreRow(
        archetype + "_" + emotion + ".png",
        Optional.empty(),
        archetype,
        emotion,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        points,
        intendedConflict);
  }

  /// The same row with a picture: that of this number in one run.
  static ScoreRow pictured(ScoreRow row, int index) {
    return new ScoreRow(
        row.filename(),
        Optional.of(new ImageId(new RunId("r261120-204501-k3f9q"), index)),
        row.archetype(),
        row.emotion(),
        row.cfgScale(),
        row.seed(),
        row.checklist(),
        row.points(),
        row.intendedConflict());
  }

  /// The same face of another seed.
  static ScoreRow seeded(ScoreRow row, long seed) {
    return new ScoreRow(
        seed + "_" + row.filename(),
        row.image(),
        row.archetype(),
        row.emotion(),
        row.cfgScale(),
        OptionalLong.of(seed),
        row.checklist(),
        row.points(),
        row.intendedConflict());
  }

  private static ScoreRow row(String line) {
    var fields = line.split(",");
    var checklist =
        new Checklist(fields[5].equals("1"), fields[6].equals("1"), fields[7].equals("1"));
    return new ScoreRow(
        fields[0],
        Optional.empty(),
        fields[1],
        fields[2],
        OptionalDouble.of(Double.parseDouble(fields[3])),
        OptionalLong.of(Long.parseLong(fields[4])),
        Optional.of(checklist),
        Integer.parseInt(fields[8]),
        false);
  }
}
