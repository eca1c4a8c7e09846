package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.comparison.AskedTogether;
import lab.harmony.comparison.AskedTogether.Among;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.cells.StoredComparison.Answer;
import lab.harmony.comparison.counted.ComparisonVerdict;
import lab.harmony.design.Probability;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.results.PlainMarkdown;

/// The comparisons of several cells of one notebook, taken together. Each cell adjusts its p among
/// its own comparisons; whoever asks the same in several cells has more chances than these know of.
final class ComparisonFamily {

  private record Member(StoredComparison stored, Answer answer, Optional<Among> among) {

    String title() {
      return ComparisonMarkdown.title(stored, answer);
    }

    boolean isShown() {
      return among.filter(Among::shown).isPresent();
    }

    boolean isShownInItsCell() {
      return answer.counted().map(Answered::verdict).filter(ComparisonVerdict::isShown).isPresent();
    }
  }

  private final List<Member> members;
  private final List<Uncounted> uncounted;
  private final int cells;

  /// A cell that cannot be counted: its comparisons are taken as ones that show nothing.
  private record Uncounted(int comparisons) {}

  private ComparisonFamily(int cells, List<Member> members, List<Uncounted> uncounted) {
    this.cells = cells;
    this.members = List.copyOf(members);
    this.uncounted = List.copyOf(uncounted);
  }

  /// Empty where fewer than two of the cells have a comparison, or none that can be counted.
  static Optional<ComparisonFamily> of(ComparisonReader reader, List<Cell> cells) {
    var results = cells.stream().flatMap(cell -> reader.result(cell).stream()).toList();
    var stored = new ArrayList<StoredComparison>();
    var uncounted = new ArrayList<Uncounted>();
    for (var result : results) {
      switch (result) {
        case StoredResult.Counted(var one) -> stored.add(one);
        case StoredResult.Quoted(var quoted) -> uncounted.add(new Uncounted(quoted.comparisons()));
        case StoredResult.Refused(_, var comparisons) -> uncounted.add(new Uncounted(comparisons));
      }
    }
    if (results.size() < 2 || stored.isEmpty()) {
      return Optional.empty();
    }
    var answers = stored.stream().flatMap(one -> one.answers().stream()).toList();
    var asked = new ArrayList<>(answers.stream().map(Answer::counted).toList());
    var rounds = new ArrayList<>(answers.stream().map(Answer::rounds).toList());
    for (int one = uncounted.stream().mapToInt(Uncounted::comparisons).sum(); one > 0; one--) {
      asked.add(Optional.empty());
      rounds.add(false);
    }
    var among = AskedTogether.among(asked, rounds);
    var members = new ArrayList<Member>();
    for (var one : stored) {
      for (var answer : one.answers()) {
        members.add(new Member(one, answer, among.get(members.size())));
      }
    }
    return Optional.of(new ComparisonFamily(results.size(), members, uncounted));
  }

  /// How many comparisons there are, those that cannot be counted too.
  private int all() {
    return members.size() + uncounted.stream().mapToInt(Uncounted::comparisons).sum();
  }

  /// What has to be known of all of them in two sentences.
  String words() {
    var lost = members.stream().filter(one -> one.isShownInItsCell() && !one.isShown()).toList();
    return "%d comparisons stand in %d cells here%s, and what p is among all in a cell counts those of that cell alone. Among all %d (Holm) %s"
        .formatted(
            all(),
            cells,
            notCounted(),
            all(),
            lost.isEmpty()
                ? uncounted.isEmpty()
                    ? "the same are shown."
                    : "of those that can be counted the same are shown, and nothing of the others."
                : "no longer shown: %s."
                    .formatted(
                        lost.stream()
                            .map(one ->
                                "%s (%s)"
                                    .formatted(
                                        one.title(),
                                        Probability.words(one.among().orElseThrow().p())))
                            .collect(Collectors.joining(", "))));
  }

  private String notCounted() {
    int comparisons = all() - members.size();
    return uncounted.isEmpty()
        ? ""
        : " (%s cannot be counted again, and %s with p = 1)"
            .formatted(
                uncounted.size() == 1 ? "one of them" : "%d of them".formatted(uncounted.size()),
                comparisons == 1
                    ? "its comparison counts"
                    : "the %d comparisons of %s count"
                        .formatted(comparisons, uncounted.size() == 1 ? "it" : "these"));
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
            "p among all %d".formatted(all()),
            "after every pair, among all %d".formatted(all()),
            "verdict among all"));
    return "%s\n\n%s"
        .formatted(
            PlainMarkdown.of(words()),
            PlainMarkdown.table(
                header,
                Stream.concat(
                        members.stream().map(one -> row(one, !oneJudge)),
                        uncounted.stream().map(one -> row(one, !oneJudge)))
                    .toList()));
  }

  private static List<String> row(Uncounted one, boolean withJudge) {
    var row =
        new ArrayList<>(
            List.of(
                one.comparisons() == 1
                    ? "one that cannot be counted again"
                    : "%d that cannot be counted again".formatted(one.comparisons())));
    if (withJudge) {
      row.add("–");
    }
    row.addAll(List.of("–", "1", "1", ComparisonVerdict.NOT_SHOWN));
    return row;
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
                    Probability.value(it.own().numbers().success().p()),
                    Probability.value(it.p()),
                    Probability.value(it.anytimeP()),
                    it.word()))
            .orElse(List.of("–", "–", "–", "no pairs")));
    return row;
  }
}
