package lab.harmony.comparison.cells;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.comparison.ArmAnswers;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.AskedTogether;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.ComparisonJson;
import lab.harmony.comparison.Kept;
import lab.harmony.comparison.PairCounts;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.Trait;
import lab.harmony.comparison.cells.StoredComparison.Answer;
import lab.harmony.comparison.cells.StoredComparison.Face;
import lab.harmony.comparison.cells.StoredComparison.Pair;
import lab.harmony.comparison.counted.ComparisonVerdict;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.StoredForm;
import lab.harmony.runs.ImageId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads stored comparisons, and counts their pairs again: whoever wrote a file may have written
/// numbers that do not follow from the pairs in it.
///
/// What was read is known while its notebook is, up to so many pairs in all; what was counted is
/// known longer, since a change of a notebook reads all of it anew.
@Component
public class ComparisonReader {

  /// More pairs than these are not kept and counted again, because pages wait for it.
  static final int MOST = 20_000;

  static final int MOST_ARMS = ArmAnswers.MOST - 1;

  /// How far two numbers may be apart of which one was counted by another machine, relative to
  /// numbers above 1.
  private static final double EXACT = 1e-6;

  private static final int KNOWN = 100_000;

  private static final int MOST_LETTERS = 200;

  private final PairCounts counts;
  private final Kept<Node, StoredResult> known = new Kept<>(KNOWN, StoredResult::pairs);

  public ComparisonReader(PairCounts counts) {
    this.counts = counts;
  }

  /// A part of a notebook that was read, which is that one and no other that says the same. It is
  /// not kept for being asked about.
  private static final class Node extends WeakReference<JsonNode> {
    private final int hash;

    Node(JsonNode json) {
      super(json);
      hash = System.identityHashCode(json);
    }

    @Override
    public boolean equals(Object other) {
      return this == other || other instanceof Node that && get() != null && that.refersTo(get());
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /// The comparison of a cell; empty where there is none.
  Optional<StoredResult> result(Cell cell) {
    return json(cell).map(this::result);
  }

  /// The comparison of a cell that follows from its pairs; empty where there is none.
  public Optional<StoredComparison> find(Cell cell) {
    return result(cell)
        .flatMap(result ->
            result instanceof StoredResult.Counted(var stored)
                ? Optional.of(stored)
                : Optional.empty());
  }

  /// What a cell has as a comparison, as it was written.
  static Optional<JsonNode> json(Cell cell) {
    return Output.displays(cell.outputs())
        .flatMap(display -> StoredComparison.json(display).stream())
        .findFirst();
  }

  StoredResult result(JsonNode json) {
    return known.get(new Node(json), () -> checked(json));
  }

  private StoredResult checked(JsonNode json) {
    try {
      return unchecked(json)
          .<StoredResult>map(why -> new StoredResult.Quoted(QuotedComparison.read(json, why)))
          .orElseGet(() -> new StoredResult.Counted(read(json)));
    } catch (IllegalArgumentException writtenByHand) {
      return new StoredResult.Refused(
          "This comparison is not shown: %s. Execute the cell again."
              .formatted(brief(String.valueOf(writtenByHand.getMessage()))),
          comparisons(json));
    }
  }

  private static String brief(String message) {
    return message.length() <= 3 * MOST_LETTERS
        ? message.replaceFirst("\\.$", "")
        : message.substring(0, 3 * MOST_LETTERS) + "…";
  }

  /// Why it cannot be counted again; empty where it can.
  private static Optional<String> unchecked(JsonNode json) {
    if (json.path(StoredForm.FORMAT).asInt(1) < StoredComparison.FORMAT) {
      return Optional.of(
          "it does not say which pairs are of one prompt, as results of an earlier form do not");
    }
    long pairs =
        json.path("comparisons").valueStream().mapToLong(arm -> arm.path("pairs").size()).sum();
    return pairs > MOST
        ? Optional.of("it has %,d pairs, and at most %,d are counted again".formatted(pairs, MOST))
        : Optional.empty();
  }

  /// As how many a comparison counts that is not counted again: as many as it has arms.
  static int comparisons(JsonNode json) {
    return Math.clamp(json.path("comparisons").size(), 1, MOST_ARMS);
  }

  /// @throws IllegalArgumentException in words, if it is no comparison, or does not follow from its
  ///   pairs
  StoredComparison read(JsonNode json) {
    var arms = json.path("comparisons").valueStream().toList();
    if (arms.size() > MOST_ARMS) {
      throw new IllegalArgumentException(
          "it has %d arms, and at most %d can be compared with one"
              .formatted(arms.size(), MOST_ARMS));
    }
    var pairs = pairs(json);
    int looks = looks(json);
    var rounds =
        arms.stream().map(arm -> looks > 1 || arm.path("rounds").asBoolean(false)).toList();
    var counted = new ArrayList<AskedTogether.ArmPairs>();
    for (int at = 0; at < arms.size(); at++) {
      counted.add(StoredComparison.armPairs(rounds.get(at), pairs.get(at)));
    }
    var answered = counts.of(counted);
    var baseline = named(json.path("baseline").asString(""));
    var answers = new ArrayList<Answer>();
    for (int at = 0; at < arms.size(); at++) {
      answers.add(answer(arms.get(at), baseline, rounds.get(at), pairs.get(at), answered.get(at)));
    }
    return new StoredComparison(
        question(json.path("question")),
        baseline,
        StoredJudge.read(json.path("judge")),
        json.path("besides").asString(""),
        looks,
        answers);
  }

  private static Question question(JsonNode asked) {
    return new Question(
        ArmAddress.parse(asked.path("than").asString("")),
        asked.path("arms").valueStream().map(arm -> ArmAddress.parse(arm.asString(""))).toList(),
        asked.has("by") ? Optional.of(asked.path("by").asString("")) : Optional.empty());
  }

  /// What a comparison asks, also one that is refused; empty where that cannot be read.
  static Optional<Question> asked(JsonNode json) {
    try {
      return Optional.of(question(json.path("question")));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /// How many looks a comparison tells of, at least one.
  static int looks(JsonNode json) {
    return Math.clamp(json.path("looks").asInt(1), 1, MOST);
  }

  private static String named(String arm) {
    if (arm.isBlank()) {
      throw new IllegalArgumentException("an arm has no name");
    }
    return arm;
  }

  private static Answer answer(
      JsonNode json,
      String baseline,
      boolean rounds,
      List<Pair> pairs,
      Optional<Answered> counted) {
    var arm = named(json.path("arm").asString(""));
    counted.ifPresent(it -> fit(arm, "", ComparisonJson.raw(it.numbers()), json));
    var decidedBy = json.path("decidedBy").asString("");
    var traits = Stream.of(Trait.values()).map(Trait::label).collect(Collectors.toSet());
    if (!decidedBy.isEmpty() && !traits.containsAll(Set.of(decidedBy.split(", ")))) {
      throw new IllegalArgumentException(
          "of %s it says \"%s\" differs, which is nothing in which arms differ"
              .formatted(arm, decidedBy));
    }
    return new Answer(
        arm,
        counted.map(it -> it.verdict().sentence(arm, baseline)).orElse(ComparisonVerdict.NO_PAIRS),
        decidedBy,
        rounds,
        counted,
        pairs,
        json.path("leftOut").valueStream().map(left -> left.path("why").asString("")).toList());
  }

  /// Whether the numbers that are stored are those of the pairs. Words are made anew, and so is
  /// what is planned.
  private static void fit(String arm, String name, JsonNode counted, JsonNode stored) {
    if (counted.isObject()) {
      for (var field : counted.properties()) {
        fit(
            arm,
            name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
            field.getValue(),
            stored.path(field.getKey()));
      }
    } else if (!(counted.isNumber()
        ? stored.isNumber() && isClose(counted.doubleValue(), stored.asDouble(Double.NaN))
        : counted.equals(stored))) {
      throw new IllegalArgumentException(
          "it does not fit its own pairs. Of %s it says %s = %s, and the pairs give %s"
              .formatted(arm, name, words(stored), words(counted)));
    }
  }

  private static boolean isClose(double counted, double stored) {
    return Math.abs(counted - stored) <= EXACT * Math.max(1, Math.abs(counted));
  }

  /// In a few words: a file may say anything at any length.
  private static String words(JsonNode value) {
    var words = value.isMissingNode() ? "nothing" : value.toString();
    return words.length() <= MOST_LETTERS ? words : words.substring(0, MOST_LETTERS) + "…";
  }

  static List<List<Pair>> pairs(JsonNode json) {
    return json.path("comparisons")
        .valueStream()
        .map(one -> one.path("pairs").valueStream().map(ComparisonReader::pair).toList())
        .toList();
  }

  private static Pair pair(JsonNode json) {
    return new Pair(
        json.path("at").asString(""),
        number(json, "prompt"),
        number(json, "known"),
        new Face(
            ImageId.parse(json.path("first").asString("")), json.path("firstPoints").asInt(-1)),
        new Face(
            ImageId.parse(json.path("second").asString("")), json.path("secondPoints").asInt(-1)));
  }

  private static int number(JsonNode json, String field) {
    int number = json.path(field).asInt(-1);
    if (number < 0) {
      throw new IllegalArgumentException(
          "each pair needs \"%s\", a number from 0".formatted(field));
    }
    return number;
  }
}
