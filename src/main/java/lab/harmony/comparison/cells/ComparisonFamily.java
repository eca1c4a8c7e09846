package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.comparison.AskedTogether;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.ComparisonVerdict;
import lab.harmony.comparison.cells.StoredComparison.Answer;
import lab.harmony.design.Probability;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.results.PlainMarkdown;

/// The comparisons of several cells of one notebook, taken together. Each cell adjusts its p among
/// its own comparisons; whoever asks the same in several cells has more chances than these know of.
final class ComparisonFamily {

  private record Member(StoredComparison stored, Answer answer, Optional<Answered> among) {

    String title() {
      return ComparisonMarkdown.title(stored, answer);
    }

    boolean isShown() {
      return among.map(Answered::verdict).filter(ComparisonFamily::isShown).isPresent();
    }

    boolean isShownInItsCell() {
      return answer.counted().map(Answered::verdict).filter(ComparisonFamily::isShown).isPresent();
    }
  }

  private final int cells;
  private final List<Member> members;

  private ComparisonFamily(int cells, List<Member> members) {
    this.cells = cells;
    this.members = List.copyOf(members);
  }

  /// Empty where fewer than two of the cells have a comparison.
  static Optional<ComparisonFamily> of(List<Cell> cells) {
    var stored = cells.stream().flatMap(cell -> StoredComparison.find(cell).stream()).toList();
    if (stored.size() < 2) {
      return Optional.empty();
    }
    var answers = stored.stream().flatMap(one -> one.answers().stream()).toList();
    var among = AskedTogether.of(answers.stream().map(Answer::armPairs).toList());
    var members = new ArrayList<Member>();
    for (var one : stored) {
      for (var answer : one.answers()) {
        members.add(new Member(one, answer, among.get(members.size())));
      }
    }
    return Optional.of(new ComparisonFamily(stored.size(), members));
  }

  private static boolean isShown(ComparisonVerdict verdict) {
    return switch (verdict) {
      case ComparisonVerdict.Better _, ComparisonVerdict.Worse _ -> true;
      case ComparisonVerdict.NotShown _,
          ComparisonVerdict.Doubted _,
          ComparisonVerdict.TooFew _,
          ComparisonVerdict.NoPairs _ ->
          false;
    };
  }

  /// What has to be known of all of them in two sentences.
  String words() {
    var lost = members.stream().filter(one -> one.isShownInItsCell() && !one.isShown()).toList();
    return "%d comparisons stand in %d cells here, and what p is among all in a cell counts those of that cell alone. Among all %d (Holm) %s"
        .formatted(
            members.size(),
            cells,
            members.size(),
            lost.isEmpty()
                ? "the same are shown."
                : "no longer shown: %s."
                    .formatted(
                        lost.stream()
                            .map(one ->
                                "%s (%s)"
                                    .formatted(
                                        one.title(),
                                        Probability.words(
                                            one.among().orElseThrow().numbers().successP())))
                            .collect(Collectors.joining(", "))));
  }

  String markdown() {
    boolean oneJudge = members.stream().map(one -> one.stored().by()).distinct().count() == 1;
    var header = new ArrayList<>(List.of("comparison"));
    if (!oneJudge) {
      header.add("by");
    }
    header.addAll(
        List.of(
            "exact p",
            "p among all %d".formatted(members.size()),
            "after every pair, among all %d".formatted(members.size()),
            "verdict among all"));
    return "%s\n\n%s"
        .formatted(
            PlainMarkdown.of(words()),
            PlainMarkdown.table(header, members.stream().map(one -> row(one, !oneJudge)).toList()));
  }

  private static List<String> row(Member one, boolean withJudge) {
    var row = new ArrayList<>(List.of(one.title()));
    if (withJudge) {
      row.add(one.stored().by().words());
    }
    row.addAll(
        one.among()
            .map(it ->
                List.of(
                    Probability.value(it.numbers().success().p()),
                    Probability.value(it.numbers().successP()),
                    Probability.value(it.numbers().anytimeP()),
                    it.verdict().word()))
            .orElse(List.of("–", "–", "–", "no pairs")));
    return row;
  }
}
