package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.comparison.ArmAddress;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.AskedTogether;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.ComparisonJson;
import lab.harmony.comparison.Trait;
import lab.harmony.comparison.cells.StoredComparison.Answer;
import lab.harmony.comparison.cells.StoredComparison.Face;
import lab.harmony.comparison.cells.StoredComparison.Pair;
import lab.harmony.notebooks.results.StoredForm;
import lab.harmony.runs.ImageId;
import tools.jackson.databind.JsonNode;

/// Reads stored comparisons, and counts their pairs again: whoever wrote a file may have written
/// sentences and numbers that do not follow from the pairs in it.
final class ComparisonReader {

  /// More pairs than these are not counted again, because pages wait for it.
  private static final int MOST = 20_000;

  private static final double EXACT = 1e-9;

  private static final String AGAIN = "Execute the cell again.";

  private ComparisonReader() {}

  /// A comparison, or why it is refused.
  record Checked(Optional<StoredComparison> stored, Optional<String> refusal) {

    static Checked of(JsonNode json) {
      try {
        return new Checked(Optional.of(read(json)), Optional.empty());
      } catch (IllegalArgumentException writtenByHand) {
        return new Checked(
            Optional.empty(),
            Optional.of(
                "This comparison is not shown: %s. %s"
                    .formatted(
                        String.valueOf(writtenByHand.getMessage()).replaceFirst("\\.$", ""),
                        AGAIN)));
      }
    }
  }

  private static final int KEPT = 64;

  /// What was counted before, since a page asks for the same result many times.
  private static final Map<JsonNode, Checked> KNOWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<JsonNode, Checked> eldest) {
              return size() > KEPT;
            }
          });

  static Checked checked(JsonNode json) {
    var known = KNOWN.get(json);
    if (known == null) {
      known = Checked.of(json);
      KNOWN.put(json, known);
    }
    return known;
  }

  /// @throws IllegalArgumentException in words, if it is no comparison, or does not follow from its
  ///   pairs
  static StoredComparison read(JsonNode json) {
    if (json.path(StoredForm.FORMAT).asInt(1) < StoredComparison.FORMAT) {
      throw new IllegalArgumentException(
          "it was made by a version of the lab that did not keep which pairs are of one prompt, so"
              + " it cannot be counted again");
    }
    var arms = json.path("comparisons").valueStream().toList();
    var pairs = pairs(json);
    if (pairs.stream().mapToInt(List::size).sum() > MOST) {
      throw new IllegalArgumentException("it has more than %,d pairs".formatted(MOST));
    }
    var counted = new ArrayList<AskedTogether.ArmPairs>();
    for (int at = 0; at < arms.size(); at++) {
      counted.add(
          StoredComparison.armPairs(arms.get(at).path("rounds").asBoolean(false), pairs.get(at)));
    }
    var answered = AskedTogether.of(counted);
    var baseline = named(json.path("baseline").asString(""));
    var answers = new ArrayList<Answer>();
    for (int at = 0; at < arms.size(); at++) {
      answers.add(answer(arms.get(at), baseline, pairs.get(at), answered.get(at)));
    }
    return new StoredComparison(
        question(json.path("question")),
        baseline,
        StoredJudge.read(json.path("judge")),
        json.path("besides").asString(""),
        looks(json),
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
      JsonNode json, String baseline, List<Pair> pairs, Optional<Answered> counted) {
    var arm = named(json.path("arm").asString(""));
    var said = json.path("sentence").asString("");
    var sentence =
        counted
            .map(it -> it.verdict().sentence(arm, baseline))
            .orElseGet(() -> said.startsWith("No pairs: ") ? said : "No pairs.");
    counted.ifPresent(it ->
        fit(
            arm,
            "",
            ComparisonJson.answer(sentence, Optional.of(it.numbers()), it.verdict()),
            json));
    var decidedBy = json.path("decidedBy").asString("");
    var traits = Stream.of(Trait.values()).map(Trait::label).collect(Collectors.toSet());
    if (!decidedBy.isEmpty() && !traits.containsAll(Set.of(decidedBy.split(", ")))) {
      throw new IllegalArgumentException(
          "of %s it says \"%s\" differs, which is nothing in which arms differ"
              .formatted(arm, decidedBy));
    }
    return new Answer(
        arm,
        sentence,
        decidedBy,
        json.path("rounds").asBoolean(false),
        counted,
        pairs,
        json.path("leftOut").valueStream().map(left -> left.path("why").asString("")).toList());
  }

  /// Whether what is stored is what the pairs give.
  private static void fit(String arm, String name, JsonNode counted, JsonNode stored) {
    if (counted.isObject() && stored.isObject()) {
      for (var field : counted.properties()) {
        fit(
            arm,
            name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
            field.getValue(),
            stored.path(field.getKey()));
      }
    } else if (!(counted.isNumber()
            && stored.isNumber()
            && Math.abs(counted.doubleValue() - stored.asDouble(Double.NaN)) <= EXACT)
        && !counted.equals(stored)) {
      throw new IllegalArgumentException(
          "it does not fit its own pairs. Of %s it says %s = %s, and the pairs give %s"
              .formatted(arm, name, words(stored), words(counted)));
    }
  }

  private static String words(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
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
