package lab.harmony.comparison.cells;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.comparison.ArmAddress;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.comparison.ArmJudge;
import lab.harmony.comparison.ArmScore;
import lab.harmony.comparison.ComparisonJson;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.StoredForm;
import lab.harmony.runs.ImageId;
import lab.harmony.stats.Interval;
import tools.jackson.databind.JsonNode;

/// A comparison as its cell stores it: frozen, with the pairs that were counted.
///
/// @param baseline the name of the arm that the others are compared with
/// @param by whose scores counted, in words
/// @param machine whether they are those of a machine judge
/// @param looks how often the cell was executed with other pairs or points than before, 1 at first
public record StoredComparison(
    Question question,
    String baseline,
    String by,
    boolean machine,
    int looks,
    List<Answer> answers) {

  public static final CellKind KIND = new CellKind("comparison", "code");

  private static final String TYPE = "application/vnd.harmony.comparison+json";
  private static final int FORMAT = 1;

  public StoredComparison {
    answers = List.copyOf(answers);
    if (answers.stream().map(Answer::arm).distinct().count() < answers.size()) {
      throw new IllegalArgumentException("need one answer of each arm, got several of one");
    }
  }

  /// What was found of one arm.
  ///
  /// @param numbers empty without a pair
  /// @param more how many pairs more were needed; empty where none were, or no number would do
  public record Answer(
      String arm, String sentence, Optional<Numbers> numbers, OptionalInt more, List<Pair> pairs) {
    public Answer {
      pairs = List.copyOf(pairs);
    }
  }

  /// Differences of the arm less the baseline: of the share of perfect faces, and of points per
  /// face.
  public record Numbers(
      double perfect,
      Optional<Interval> perfectInterval,
      double points,
      Optional<Interval> pointsInterval) {
    /// Student's interval of two pairs of points ends before it.
    private static final double FARTHEST = 50;

    public Numbers {
      within(1, 1, perfect, perfectInterval);
      within(ArmScore.MOST, FARTHEST, points, pointsInterval);
    }

    private static void within(
        double most, double farthest, double difference, Optional<Interval> interval) {
      // What is no number is within nothing.
      if (!(Math.abs(difference) <= most)
          || interval
              .filter(it -> it.lower() < -farthest - 1e-9 || farthest + 1e-9 < it.upper())
              .isPresent()) {
        throw new IllegalArgumentException(
            "need a difference from -%s to %s, got %s and %s"
                .formatted(most, most, difference, interval));
      }
    }
  }

  /// Two faces of one prompt and seed, with the points that counted.
  public record Pair(String at, Face first, Face second) {}

  /// A face of a pair.
  public record Face(ImageId image, int points) {
    public Face {
      if (points < 0 || points > ArmScore.MOST) {
        throw new IllegalArgumentException(
            "need 0 to %d points, got %d".formatted(ArmScore.MOST, points));
      }
    }
  }

  /// How many looks there are with an answer, after the one that is stored.
  ///
  /// @param before what the cell has, if it has anything
  static int looks(Optional<StoredComparison> before, Question question, Told told) {
    return before
        .filter(stored -> stored.question.equals(question))
        .map(stored -> stored.looks + (stored.counted().equals(counted(told)) ? 0 : 1))
        .orElse(1);
  }

  private List<List<Pair>> counted() {
    return answers.stream().map(Answer::pairs).toList();
  }

  private static List<List<Pair>> counted(Told told) {
    return ComparisonJson.of(told.comparisons())
        .path("comparisons")
        .valueStream()
        .map(one -> answer(one).pairs())
        .toList();
  }

  static Output output(Question question, Told told, int looks) {
    var json = ComparisonJson.of(told.comparisons());
    json.put(StoredForm.FORMAT, FORMAT);
    json.put("machine", told.judge() instanceof ArmJudge.Machine);
    json.put("looks", looks);
    var asked = json.putObject("question");
    question.others().forEach(arm -> asked.withArray("arms").add(arm.toString()));
    asked.put("than", question.baseline().toString());
    question.by().ifPresent(by -> asked.put("by", by));
    return StoredForm.display(
        TYPE,
        json,
        Map.of(
            "text/markdown",
            ComparisonMarkdown.of(told, looks),
            "text/plain",
            ComparisonMarkdown.plain(told)));
  }

  /// The result of a cell; empty where there is none, and for what is no such thing.
  public static Optional<StoredComparison> find(Cell cell) {
    return Output.displays(cell.outputs())
        .flatMap(display -> StoredForm.in(display, TYPE, FORMAT).stream())
        .findFirst()
        .flatMap(json -> {
          try {
            return Optional.of(read(json));
          } catch (IllegalArgumentException writtenByHand) {
            return Optional.empty();
          }
        });
  }

  private static StoredComparison read(JsonNode json) {
    var asked = json.path("question");
    return new StoredComparison(
        new Question(
            ArmAddress.parse(asked.path("than").asString("")),
            asked
                .path("arms")
                .valueStream()
                .map(arm -> ArmAddress.parse(arm.asString("")))
                .toList(),
            asked.has("by") ? Optional.of(asked.path("by").asString("")) : Optional.empty()),
        json.path("baseline").asString(""),
        json.path("by").asString(""),
        json.path("machine").asBoolean(false),
        json.path("looks").asInt(1),
        json.path("comparisons").valueStream().map(StoredComparison::answer).toList());
  }

  private static Answer answer(JsonNode json) {
    return new Answer(
        json.path("arm").asString(""),
        json.path("sentence").asString(""),
        json.has("perfect") && json.has("points")
            ? Optional.of(
                new Numbers(
                    json.path("perfect").path("difference").asDouble(Double.NaN),
                    interval(json.path("perfect")),
                    json.path("points").path("difference").asDouble(Double.NaN),
                    interval(json.path("points"))))
            : Optional.empty(),
        json.has("morePairs")
            ? OptionalInt.of(json.path("morePairs").asInt(0))
            : OptionalInt.empty(),
        json.path("pairs").valueStream().map(StoredComparison::pair).toList());
  }

  private static Optional<Interval> interval(JsonNode json) {
    var bounds = json.path("interval");
    return bounds.isObject()
        ? Optional.of(
            new Interval(
                bounds.path("lower").asDouble(Double.NaN),
                bounds.path("upper").asDouble(Double.NaN)))
        : Optional.empty();
  }

  private static Pair pair(JsonNode json) {
    return new Pair(
        json.path("at").asString(""),
        new Face(
            ImageId.parse(json.path("first").asString("")), json.path("firstPoints").asInt(-1)),
        new Face(
            ImageId.parse(json.path("second").asString("")), json.path("secondPoints").asInt(-1)));
  }
}
