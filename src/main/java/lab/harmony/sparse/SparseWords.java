package lab.harmony.sparse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.design.Percents;
import lab.harmony.design.Times;
import lab.harmony.notebooks.results.PlainMarkdown;
import lab.harmony.sparse.StoredSparse.Answer;
import lab.harmony.sparse.StoredSparse.Answered;

/// A sparse grid in words: what was drawn and what was not, the answers, and a table of the cells
/// in which those that were not run are told apart from those that were.
final class SparseWords {

  private static final int MOST_LINES = 400;

  private SparseWords() {}

  static String markdown(StoredSparse grid) {
    var text = new StringBuilder();
    sentences(grid).forEach(line -> text.append("- ").append(PlainMarkdown.of(line)).append('\n'));
    text.append('\n');
    if (!grid.answers().isEmpty()) {
      text.append(table(grid)).append(PlainMarkdown.of(note(grid))).append('\n');
    }
    return text.toString();
  }

  static String plain(StoredSparse grid) {
    return String.join("\n", sentences(grid));
  }

  private static List<String> sentences(StoredSparse grid) {
    var lines = new ArrayList<String>();
    lines.add(drawn(grid));
    if (grid.answers().isEmpty()) {
      lines.add("No cell has an answer yet.");
      return lines;
    }
    lines.add(answers(grid));
    lines.add(saved(grid));
    return lines;
  }

  private static String drawn(StoredSparse grid) {
    return "%d of %d pictures were drawn in %s: %s."
        .formatted(
            grid.drawn(),
            grid.places(),
            grid.rounds().size() == 1 ? "1 round" : grid.rounds().size() + " rounds",
            grid.axes().entrySet().stream()
                .map(axis -> "%s (%d)".formatted(axis.getKey(), axis.getValue().size()))
                .collect(Collectors.joining(" × ")));
  }

  private static String answers(StoredSparse grid) {
    var parts = new ArrayList<String>();
    parts.add("%d reach it".formatted(grid.count(Answer.REACHED)));
    parts.add("%d do not".formatted(grid.count(Answer.MISSED)));
    parts.add("%d are open".formatted(grid.count(Answer.OPEN)));
    if (grid.count(Answer.WAITING) > 0) {
      parts.add("%d wait for scores of their pictures".formatted(grid.count(Answer.WAITING)));
    }
    if (grid.count(Answer.UNDECIDED) > 0) {
      parts.add(
          "%d have all their pictures and tell neither".formatted(grid.count(Answer.UNDECIDED)));
    }
    long unseen = grid.answers().stream().filter(one -> one.drawn() == 0).count();
    return "Do %s of the faces come out perfect? Of %d cells %s%s."
        .formatted(
            Percents.whole(grid.threshold()),
            grid.answers().size(),
            String.join(", ", parts),
            unseen == 0 ? "" : " (%d of these were not run)".formatted(unseen));
  }

  private static String saved(StoredSparse grid) {
    int left = grid.places() - grid.drawn();
    var time =
        grid.left()
            .filter(saved -> !saved.isZero())
            .map(saved ->
                ", which would take %s at the pace of those that were"
                    .formatted(Times.about(saved)))
            .orElse("");
    if (left == 0) {
      return "All pictures were drawn: nothing was saved.";
    }
    return grid.count(Answer.OPEN) + grid.count(Answer.WAITING) == 0
        ? "Nothing is open any more. %d pictures were never drawn%s: that is saved."
            .formatted(left, time)
        : "%d pictures are not drawn%s.".formatted(left, time);
  }

  private static String note(StoredSparse grid) {
    var hidden = grid.answers().size() > MOST_LINES;
    return "Perfect faces of those judged %s, with the 95 %% interval of the share by all cells together. A cell is open while that holds %s. A cell without a face of its own has an estimate from the others, which is no answer and is counted nowhere.%s%s"
        .formatted(
            grid.by(),
            Percents.whole(grid.threshold()),
            grid.judge().isEmpty() ? "" : " " + grid.judge(),
            hidden ? " The first %d cells are listed.".formatted(MOST_LINES) : "");
  }

  private static String table(StoredSparse grid) {
    return grid.cells().size() == 2 && grid.answers().size() <= MOST_LINES
        ? square(grid)
        : list(grid);
  }

  private static String square(StoredSparse grid) {
    var columns = grid.answers().stream().map(one -> one.values().getLast()).distinct().toList();
    var rows = new LinkedHashMap<String, Map<String, Answered>>();
    grid.answers()
        .forEach(one ->
            rows.computeIfAbsent(one.values().getFirst(), _ -> new LinkedHashMap<>())
                .put(one.values().getLast(), one));
    var header = new ArrayList<String>();
    header.add("%s \\ %s".formatted(grid.cells().getFirst(), grid.cells().getLast()));
    header.addAll(columns);
    var lines = new ArrayList<List<String>>();
    rows.forEach((row, cells) -> {
      var line = new ArrayList<String>();
      line.add(row);
      columns.forEach(column -> {
        var one = cells.get(column);
        line.add(one == null ? "" : field(one));
      });
      lines.add(line);
    });
    return PlainMarkdown.table(header, lines);
  }

  private static String list(StoredSparse grid) {
    var header = new ArrayList<>(grid.cells());
    header.add("perfect faces, 95 % interval");
    return PlainMarkdown.table(
        header,
        grid.answers().stream()
            .limit(MOST_LINES)
            .map(one -> {
              var line = new ArrayList<>(one.values());
              line.add(field(one));
              return (List<String>) line;
            })
            .toList());
  }

  private static String field(Answered one) {
    var interval = Percents.range(one.interval().lower(), one.interval().upper());
    var seen =
        one.measured()
            ? "%d of %d, %s".formatted(one.perfect(), one.faces(), interval)
            : one.drawn() == 0
                ? "not run (estimated %s)".formatted(interval)
                : "%d drawn, none scored (estimated %s)".formatted(one.drawn(), interval);
    return "%s · %s".formatted(seen, word(one.answer()));
  }

  private static String word(Answer answer) {
    return switch (answer) {
      case REACHED -> "reaches it";
      case MISSED -> "below";
      case OPEN -> "open";
      case WAITING -> "waits for scores";
      case UNDECIDED -> "undecided, all drawn";
    };
  }
}
