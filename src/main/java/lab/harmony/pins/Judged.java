package lab.harmony.pins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.PartsReading;

/// What one judge says of a face.
///
/// @param points of three
/// @param missing the items that do not hold, as far as they are known
/// @param parts what was read in the parts that show another emotion, in words; of a machine alone
/// @param conflict whether the face is meant to mix emotions, which is no verdict
record Judged(int points, List<ChecklistItem> missing, List<String> parts, boolean conflict) {

  Judged {
    missing = List.copyOf(missing);
    parts = List.copyOf(parts);
  }

  static Judged of(Mark mark) {
    return new Judged(
        mark.points(),
        mark.checklist().map(Judged::missing).orElse(List.of()),
        List.of(),
        mark.intendedConflict());
  }

  static Judged of(Checklist checklist, List<String> parts) {
    return new Judged(checklist.points(), missing(checklist), parts, false);
  }

  /// The parts in which a machine reads another emotion than was asked for: `mouth reads sad`.
  static List<String> otherwise(PartsReading reading, String asked) {
    var parts = new ArrayList<String>();
    add(parts, "eyes", reading.eyes().emotion(), asked);
    add(parts, "mouth", reading.mouth().emotion(), asked);
    add(parts, "brows", reading.brows().emotion(), asked);
    return parts;
  }

  private static void add(List<String> parts, String part, String read, String asked) {
    if (!read.equals(asked)) {
      parts.add("%s %s".formatted(part, read));
    }
  }

  private static List<ChecklistItem> missing(Checklist checklist) {
    return Arrays.stream(ChecklistItem.values()).filter(item -> !checklist.holds(item)).toList();
  }

  /// `1 of 3: not eyes ↔ mouth, not holistic (mouth sad)`.
  String words() {
    var words = new StringBuilder("%d of 3".formatted(points));
    for (int at = 0; at < missing.size(); at++) {
      words.append(at == 0 ? ": not " : ", not ").append(missing.get(at).label());
    }
    if (!parts.isEmpty()) {
      words.append(" (").append(String.join(", ", parts)).append(")");
    }
    return words.toString();
  }
}
