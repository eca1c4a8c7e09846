package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.ComparisonWords;
import lab.harmony.comparison.cells.StoredComparison.Answer;
import lab.harmony.comparison.counted.ComparisonVerdict.Counted;
import lab.harmony.design.Probability;
import lab.harmony.notebooks.results.PlainMarkdown;

/// Comparisons as a notebook and a report tell them: a sentence for each arm, then the numbers of
/// all in a table.
final class ComparisonMarkdown {

  private ComparisonMarkdown() {}

  static String of(StoredComparison stored) {
    var all = stored.answers();
    var counted = all.stream().filter(one -> one.counted().isPresent()).toList();
    boolean alike = counted.stream().map(Answer::decidedBy).distinct().count() == 1;
    var text = new StringBuilder();
    for (var one : all) {
      text.append("- **").append(PlainMarkdown.of(title(stored, one))).append("**: ");
      text.append(PlainMarkdown.of(String.join(" ", sentences(one, !alike)))).append('\n');
    }
    text.append('\n');
    if (!counted.isEmpty()) {
      text.append(
          PlainMarkdown.table(
              header(stored, all.size() > 1),
              counted.stream().map(one -> row(one, all.size() > 1)).toList()));
    }
    var note =
        new ArrayList<>(
            List.of(ComparisonWords.note(stored.by().words(), stored.besides(), all.size())));
    if (alike) {
      note.add(differs(counted.getFirst()));
    }
    if (stored.looks() > 1) {
      note.add(
          "This is look %d: the cell was executed before, with other scores or other pairs. So shown is only what the p after every pair shows, too."
              .formatted(stored.looks()));
    }
    return text.append(PlainMarkdown.of(String.join(" ", note))).append('\n').toString();
  }

  /// The same for whoever reads no Markdown.
  static String plain(StoredComparison stored) {
    return stored.answers().stream()
        .map(one -> "%s: %s".formatted(title(stored, one), one.sentence()))
        .collect(Collectors.joining("\n"));
  }

  /// What cannot be counted again: the numbers that its file says, which are those that can be
  /// cited of it. Words that stand beside them in the file might say something else, and are not
  /// shown.
  static String quotation(QuotedComparison quoted) {
    var text = new StringBuilder("**%s**\n\n".formatted(PlainMarkdown.of(quoted.heading())));
    if (quoted.arms().isEmpty()) {
      return text.append("It says no number that can be read.\n").toString();
    }
    return text.append(
            PlainMarkdown.table(
                List.of(
                    "against " + quoted.baseline(),
                    "pairs",
                    "perfect faces, percentage points (95 % interval)",
                    "points per face (95 % interval)"),
                quoted.arms().stream()
                    .map(arm ->
                        List.of(
                            arm.name(),
                            "%,d".formatted(arm.pairs()),
                            arm.perfect()
                                .map(it -> ComparisonWords.perfect(it.difference(), it.interval()))
                                .orElse("–"),
                            arm.points()
                                .map(it -> ComparisonWords.points(it.difference(), it.interval()))
                                .orElse("–")))
                    .toList()))
        .append(quoted.by().isEmpty() ? "" : PlainMarkdown.of("By %s.".formatted(quoted.by())))
        .append('\n')
        .toString();
  }

  static String title(StoredComparison stored, Answer one) {
    return "%s against %s".formatted(one.arm(), stored.baseline());
  }

  private static List<String> sentences(Answer one, boolean withWhatDiffers) {
    var sentences = new ArrayList<>(List.of(one.sentence()));
    one.counted()
        .map(Answered::numbers)
        .flatMap(ComparisonWords::lessStrict)
        .ifPresent(words ->
            sentences.add(
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + "."));
    if (withWhatDiffers && one.counted().isPresent()) {
      sentences.add(differs(one));
    }
    one.leftOut().forEach(words -> sentences.add("Left out: %s.".formatted(words)));
    return sentences;
  }

  private static String differs(Answer one) {
    return one.decidedBy().isEmpty()
        ? "Nothing differs."
        : "What differs: %s.".formatted(one.decidedBy());
  }

  private static List<String> header(StoredComparison stored, boolean several) {
    var header =
        new ArrayList<>(
            List.of(
                "against " + stored.baseline(),
                "pairs",
                "perfect faces, percentage points (95 % interval)",
                "exact p"));
    if (several) {
      header.add("p among all");
    }
    header.add(several ? "after every pair, among all" : "p after every pair");
    header.add("points per face (95 % interval)");
    return header;
  }

  private static List<String> row(Answer one, boolean several) {
    var numbers = one.counted().orElseThrow().numbers();
    var success = numbers.success();
    var row =
        new ArrayList<>(
            List.of(
                one.arm(),
                new Counted(success.prompts().pairs(), success.prompts().count()).words(),
                ComparisonWords.difference(success),
                Probability.value(success.p())));
    if (several) {
      row.add(Probability.value(numbers.successP()));
    }
    row.add(Probability.value(numbers.anytimeP()));
    row.add(ComparisonWords.difference(numbers.points()));
    return row;
  }
}
