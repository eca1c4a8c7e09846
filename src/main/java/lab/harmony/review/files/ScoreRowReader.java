package lab.harmony.review.files;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Vocabulary;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.tables.Row;
import lab.harmony.tables.Row.Refused;

/// Turns the fields of one row into a score, or into the reason why it is none.
final class ScoreRowReader {

  private static final List<String> CHECKLIST = List.of("eyes_mouth", "brows_tension", "holistic");
  private static final String CFG_SCALE = "a number above 0, at most 100";
  private static final String SEED = "a whole number, 0 or more";
  private static final String POINTS = "0, 1, 2 or 3";

  private final Vocabulary vocabulary;
  private final Row row;

  ScoreRowReader(Vocabulary vocabulary, Row row) {
    this.vocabulary = vocabulary;
    this.row = row;
  }

  sealed interface Result {}

  record Good(ScoreFile.Line line) implements Result {}

  record Bad(ScoreFile.BadRow row) implements Result {}

  Result read() {
    try {
      return new Good(
          new ScoreFile.Line(
              row.line(),
              face(),
              mark(),
              row.text("scored_by").map(ScoreRowReader::name),
              row.text("scored_by_id").map(ScoreRowReader::person),
              row.text("scored_at").map(ScoreRowReader::instant),
              row.fields()));
    } catch (Refused refused) {
      return new Bad(new ScoreFile.BadRow(row.line(), refused.reason()));
    }
  }

  private Face face() {
    var fileName = row.required("filename");
    if (fileName.length() > 400) {
      throw new Refused(
          "the filename has %d characters, at most 400 are kept".formatted(fileName.length()));
    }
    return new Face(
        fileName,
        known("archetype", vocabulary.archetypes()),
        known("emotion", vocabulary.emotions()),
        row.number("cfg_scale", CFG_SCALE)
            .map(this::cfgScale)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        row.whole("seed", SEED).map(this::seed).map(OptionalLong::of).orElse(OptionalLong.empty()),
        image());
  }

  private Optional<ImageId> image() {
    var run = row.text("run");
    var index = row.whole("image_index", "a whole number");
    if (run.isEmpty() && index.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ImageId(
              new RunId(run.orElse("")), index.orElse(BigDecimal.valueOf(-1)).intValueExact()));
    } catch (IllegalArgumentException | ArithmeticException problem) {
      throw new Refused(
          "run \"%s\" and image_index \"%s\" do not name an image"
              .formatted(run.orElse(""), row.text("image_index").orElse("")));
    }
  }

  private Mark mark() {
    var checklist = checklist();
    var stated = points("harmony_points").or(() -> points("harmony_score"));
    if (checklist.isPresent() && stated.isPresent() && checklist.get().points() != stated.get()) {
      throw new Refused(
          "harmony points %d contradict the checklist, where %d of 3 items hold"
              .formatted(stated.get(), checklist.get().points()));
    }
    int points =
        checklist
            .map(Checklist::points)
            .or(() -> stated)
            .orElseThrow(() -> new Refused("it has neither harmony points nor a checklist"));
    var note = row.fields().getOrDefault("notes", row.fields().getOrDefault("note", ""));
    if (note.length() > Mark.LONGEST_NOTE) {
      throw new Refused(
          "the note has %d characters, at most %d are kept"
              .formatted(note.length(), Mark.LONGEST_NOTE));
    }
    boolean intendedConflict = row.yes("intended_conflict").orElse(false);
    return new Mark(points, checklist, intendedConflict, note);
  }

  private Optional<Checklist> checklist() {
    if (CHECKLIST.stream().allMatch(item -> row.text(item).isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Checklist(item("eyes_mouth"), item("brows_tension"), item("holistic")));
  }

  private boolean item(String column) {
    return row.yes(column)
        .orElseThrow(() -> new Refused("%s must be 0 or 1, got \"\"".formatted(column)));
  }

  private Optional<Integer> points(String column) {
    return row.whole(column, POINTS)
        .map(points -> {
          if (points.signum() < 0 || points.compareTo(BigDecimal.valueOf(3)) > 0) {
            throw refusal(column, POINTS);
          }
          return points.intValueExact();
        });
  }

  private String known(String column, List<String> names) {
    var name = row.text(column).orElse("");
    if (!names.contains(name)) {
      throw new Refused(
          "unknown %s \"%s\"; known are %s".formatted(column, name, String.join(", ", names)));
    }
    return name;
  }

  private double cfgScale(BigDecimal scale) {
    if (scale.signum() <= 0 || scale.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw refusal("cfg_scale", CFG_SCALE);
    }
    return scale.doubleValue();
  }

  private long seed(BigDecimal seed) {
    if (seed.signum() < 0 || seed.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw refusal("seed", SEED);
    }
    return seed.longValueExact();
  }

  private Refused refusal(String column, String wanted) {
    return new Refused(
        "%s must be %s, got \"%s\"".formatted(column, wanted, row.text(column).orElse("")));
  }

  private static String name(String value) {
    try {
      return Person.name(value);
    } catch (IllegalArgumentException problem) {
      throw new Refused("nobody can have scored_by as it stands here: " + problem.getMessage());
    }
  }

  private static PersonId person(String value) {
    return PersonId.parse(value)
        .orElseThrow(() ->
            new Refused(
                "scored_by_id must be the id that a lab gave, got \"%s\"".formatted(value)));
  }

  private static Instant instant(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException problem) {
      throw new Refused(
          "scored_at must look like 2026-11-20T20:15:00Z, got \"%s\"".formatted(value));
    }
  }
}
