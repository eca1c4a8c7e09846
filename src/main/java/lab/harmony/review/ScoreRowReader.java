package lab.harmony.review;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.apache.commons.csv.CSVRecord;

/// Turns the fields of one row into a score, or into the reason why it is none.
final class ScoreRowReader {

  private final List<String> header;
  private final Vocabulary vocabulary;

  ScoreRowReader(List<String> header, Vocabulary vocabulary) {
    this.header = header;
    this.vocabulary = vocabulary;
  }

  sealed interface Result {}

  record Good(ScoreFile.Line line) implements Result {}

  record Bad(ScoreFile.BadRow row) implements Result {}

  /// Why a row is refused; carried as an exception through the nested parts of one row only.
  private static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  Result read(long line, CSVRecord fields) {
    try {
      if (fields.size() != header.size()) {
        throw new Refused(
            "it has %d fields, the header has %d columns".formatted(fields.size(), header.size()));
      }
      var named = ScoreFileReader.named(header, fields);
      return new Good(
          new ScoreFile.Line(
              line,
              face(named),
              mark(named),
              text(named, "scored_by"),
              text(named, "scored_at").map(ScoreRowReader::instant),
              named));
    } catch (Refused refused) {
      return new Bad(new ScoreFile.BadRow(line, String.valueOf(refused.getMessage())));
    }
  }

  private Face face(Map<String, String> named) {
    var fileName = text(named, "filename").orElseThrow(() -> new Refused("the filename is empty"));
    if (fileName.length() > 400) {
      throw new Refused(
          "the filename has %d characters, at most 400 are kept".formatted(fileName.length()));
    }
    return new Face(
        fileName,
        known("archetype", named, vocabulary.archetypes()),
        known("emotion", named, vocabulary.emotions()),
        text(named, "cfg_scale")
            .map(ScoreRowReader::cfgScale)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        text(named, "seed")
            .map(ScoreRowReader::seed)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()),
        image(named));
  }

  private static Optional<ImageId> image(Map<String, String> named) {
    var run = text(named, "run");
    var index = text(named, "image_index");
    if (run.isEmpty() && index.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ImageId(new RunId(run.orElse("")), Integer.parseInt(index.orElse(""))));
    } catch (IllegalArgumentException problem) {
      throw new Refused(
          "run \"%s\" and image_index \"%s\" do not name an image"
              .formatted(run.orElse(""), index.orElse("")));
    }
  }

  private static Mark mark(Map<String, String> named) {
    var checklist = checklist(named);
    var stated = points(named, "harmony_points").or(() -> points(named, "harmony_score"));
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
    var note = named.getOrDefault("notes", named.getOrDefault("note", ""));
    if (note.length() > Mark.LONGEST_NOTE) {
      throw new Refused(
          "the note has %d characters, at most %d are kept"
              .formatted(note.length(), Mark.LONGEST_NOTE));
    }
    boolean intendedConflict =
        text(named, "intended_conflict")
            .map(value -> yes("intended_conflict", value))
            .orElse(false);
    return new Mark(points, checklist, intendedConflict, note);
  }

  private static Optional<Checklist> checklist(Map<String, String> named) {
    var eyesMouth = text(named, "eyes_mouth");
    var browsTension = text(named, "brows_tension");
    var holistic = text(named, "holistic");
    if (eyesMouth.isEmpty() && browsTension.isEmpty() && holistic.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Checklist(
            yes("eyes_mouth", eyesMouth.orElse("")),
            yes("brows_tension", browsTension.orElse("")),
            yes("holistic", holistic.orElse(""))));
  }

  private static Optional<Integer> points(Map<String, String> named, String column) {
    return text(named, column)
        .map(value -> {
          if (!value.matches("[0-3]")) {
            throw new Refused("%s must be 0, 1, 2 or 3, got \"%s\"".formatted(column, value));
          }
          return Integer.valueOf(value);
        });
  }

  private static boolean yes(String column, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes" -> true;
      case "0", "false", "no" -> false;
      default -> throw new Refused("%s must be 0 or 1, got \"%s\"".formatted(column, value));
    };
  }

  private static String known(String column, Map<String, String> named, List<String> names) {
    var name = text(named, column).orElse("");
    if (!names.contains(name)) {
      throw new Refused(
          "unknown %s \"%s\"; known are %s".formatted(column, name, String.join(", ", names)));
    }
    return name;
  }

  private static double cfgScale(String value) {
    return number(
        "cfg_scale",
        value,
        Double::valueOf,
        scale -> scale > 0 && scale <= 100,
        "a number above 0, at most 100");
  }

  private static long seed(String value) {
    return number("seed", value, Long::valueOf, seed -> seed >= 0, "a whole number, 0 or more");
  }

  private static <N> N number(
      String column,
      String value,
      Function<String, N> parse,
      Predicate<N> accepted,
      String wanted) {
    try {
      var number = parse.apply(value);
      if (accepted.test(number)) {
        return number;
      }
    } catch (NumberFormatException problem) {
      // Refused below, with the same words as a number out of range.
    }
    throw new Refused("%s must be %s, got \"%s\"".formatted(column, wanted, value));
  }

  private static Instant instant(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException problem) {
      throw new Refused(
          "scored_at must look like 2026-11-20T20:15:00Z, got \"%s\"".formatted(value));
    }
  }

  private static Optional<String> text(Map<String, String> named, String column) {
    return Optional.ofNullable(named.get(column))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
