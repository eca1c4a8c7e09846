package lab.harmony.review.files;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.tables.Csv;
import lab.harmony.tables.Row;

/// Writes scores as CSV. A field that came from an imported file and still means the same is
/// written as it was.
public final class ScoreFileWriter {

  private ScoreFileWriter() {}

  public static String csv(List<Score> scores, ScoreLayout layout) {
    var columns = new LinkedHashSet<>(layout.columns());
    if (layout == ScoreLayout.COMPLETE) {
      scores.forEach(score -> columns.addAll(score.source().keySet()));
    }
    return Csv.text(
        List.copyOf(columns),
        scores.stream()
            .map(score -> columns.stream().map(column -> field(score, column)).toList())
            .toList());
  }

  private static String field(Score score, String column) {
    var written = Optional.ofNullable(score.source().get(column));
    var value = value(score, column);
    if (value.isEmpty()) {
      return written.orElse("");
    }
    return written
        .filter(text -> sameMeaning(column, text.strip(), value.get()))
        .orElse(value.get());
  }

  /// The field as this lab writes it; empty for a column that it does not know.
  private static Optional<String> value(Score score, String column) {
    var face = score.face();
    var mark = score.mark();
    return switch (column) {
      case "filename" -> Optional.of(face.fileName());
      case "archetype" -> Optional.of(face.archetype());
      case "emotion" -> Optional.of(face.emotion());
      case "cfg_scale" ->
          Optional.of(
              face.cfgScale().isPresent() ? Double.toString(face.cfgScale().getAsDouble()) : "");
      case "seed" ->
          Optional.of(face.seed().isPresent() ? Long.toString(face.seed().getAsLong()) : "");
      case "eyes_mouth" -> Optional.of(item(mark, ChecklistItem.EYES_MOUTH));
      case "brows_tension" -> Optional.of(item(mark, ChecklistItem.BROWS_TENSION));
      case "holistic" -> Optional.of(item(mark, ChecklistItem.HOLISTIC));
      case "harmony_points", "harmony_score" -> Optional.of(Integer.toString(mark.points()));
      case "intended_conflict" -> Optional.of(mark.intendedConflict() ? "1" : "0");
      case "notes", "note" -> Optional.of(mark.note());
      case "run" -> Optional.of(face.image().map(image -> image.run().value()).orElse(""));
      case "image_index" ->
          Optional.of(face.image().map(image -> Integer.toString(image.index())).orElse(""));
      case "scored_by" -> Optional.of(score.scoredBy().name());
      case "scored_by_id" -> Optional.of(score.scoredBy().id().value());
      case "scored_at" -> Optional.of(score.scoredAt().toString());
      default -> Optional.empty();
    };
  }

  private static String item(Mark mark, ChecklistItem item) {
    return mark.checklist().map(checklist -> checklist.holds(item) ? "1" : "0").orElse("");
  }

  /// Whether a field as it was written may stand in this file, which has commas between fields and
  /// points in numbers.
  private static boolean sameMeaning(String column, String written, String value) {
    return switch (column) {
      case "cfg_scale", "seed", "harmony_points", "harmony_score", "image_index" ->
          same(Row.decimal(written, false), Row.decimal(value, false));
      case "eyes_mouth", "brows_tension", "holistic" ->
          Row.yes(written, false).isPresent()
              && Row.yes(written, false).equals(Row.yes(value, false));
      case "intended_conflict" -> yes(written) == yes(value);
      default -> written.equals(value.strip());
    };
  }

  private static boolean same(Optional<BigDecimal> written, Optional<BigDecimal> value) {
    return written.isPresent() && value.isPresent() && written.get().compareTo(value.get()) == 0;
  }

  private static boolean yes(String value) {
    return Row.yes(value, false).orElse(false);
  }
}
