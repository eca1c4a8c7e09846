package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.AskedTogether.ArmPairs;
import lab.harmony.comparison.ComparisonJson;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmScore;
import lab.harmony.comparison.counted.CountedPair;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.PlainMarkdown;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.StoredForm;
import lab.harmony.notebooks.results.StoredPairs;
import lab.harmony.runs.ImageId;
import tools.jackson.databind.JsonNode;

/// A comparison as its cell stores it: frozen, with the pairs that were counted. What it says
/// follows from these pairs: a file in which it does not is refused.
///
/// @param baseline the name of the arm that the others are compared with
/// @param by whose scores counted, in words, a machine judge with its weights
/// @param besides what has to be known of scores that did not count; may be empty
/// @param looks how often the cell was executed with other pairs or points than before, 1 at first
public record StoredComparison(
    Question question,
    String baseline,
    StoredJudge by,
    String besides,
    int looks,
    List<Answer> answers) {

  public static final CellKind KIND = new CellKind("comparison", "code");

  private static final String TYPE = "application/vnd.harmony.comparison+json";
  static final int FORMAT = 2;

  public StoredComparison {
    answers = List.copyOf(answers);
    if (answers.stream().map(Answer::arm).distinct().count() < answers.size()) {
      throw new IllegalArgumentException("need one answer of each arm, got several of one");
    }
  }

  /// What was found of one arm.
  ///
  /// @param sentence the verdict, or why there is none
  /// @param decidedBy in what the arms differ
  /// @param rounds whether its pairs came or were looked at in several rounds
  /// @param counted empty without a pair
  /// @param leftOut which faces are in no pair and why, in words
  public record Answer(
      String arm,
      String sentence,
      String decidedBy,
      boolean rounds,
      Optional<Answered> counted,
      List<Pair> pairs,
      List<String> leftOut) {
    public Answer {
      pairs = List.copyOf(pairs);
      leftOut = List.copyOf(leftOut);
    }

    /// What counts of its pairs.
    ArmPairs armPairs() {
      return StoredComparison.armPairs(rounds, pairs);
    }
  }

  /// Two faces of one prompt and seed, with the points that counted.
  ///
  /// @param prompt one number for the pairs of one prompt
  /// @param known its place in the order in which pairs became known
  public record Pair(String at, int prompt, int known, Face first, Face second) {

    CountedPair counted() {
      return new CountedPair(first.points(), second.points(), known);
    }
  }

  /// A face of a pair.
  public record Face(ImageId image, int points) {
    public Face {
      if (points < 0 || points > ArmScore.MOST) {
        throw new IllegalArgumentException(
            "need 0 to %d points, got %d".formatted(ArmScore.MOST, points));
      }
    }
  }

  /// @throws IllegalArgumentException if a face is in two pairs, or two pairs have one place in the
  ///   order
  static ArmPairs armPairs(boolean rounds, List<Pair> pairs) {
    var faces = new HashSet<ImageId>();
    var known = new HashSet<Integer>();
    var byPrompt = new TreeMap<Integer, List<CountedPair>>();
    for (var pair : pairs) {
      if (!faces.add(pair.first.image) || !faces.add(pair.second.image)) {
        throw new IllegalArgumentException(
            "need each face in one pair, got one of %s and %s in several"
                .formatted(pair.first.image, pair.second.image));
      }
      if (!known.add(pair.known)) {
        throw new IllegalArgumentException(
            "need one pair in each place of their order, got two in place " + pair.known);
      }
      byPrompt.computeIfAbsent(pair.prompt, _ -> new ArrayList<>()).add(pair.counted());
    }
    return new ArmPairs(List.copyOf(byPrompt.values()), rounds);
  }

  /// How many looks there are with an answer, after the one that is stored. What cannot be counted
  /// again was a look all the same, unless it is known to have asked something else.
  static int looks(ComparisonReader reader, Cell before, Question question, Told told) {
    var stored = reader.find(before);
    if (stored.isPresent()) {
      return stored
          .filter(it -> it.question.equals(question))
          .map(it -> it.looks + (it.counted().equals(counted(told)) ? 0 : 1))
          .orElse(1);
    }
    return ComparisonReader.json(before)
        .filter(refused -> ComparisonReader.asked(refused).map(question::equals).orElse(true))
        .map(refused -> 1 + ComparisonReader.looks(refused))
        .orElse(1);
  }

  private List<List<Pair>> counted() {
    return answers.stream().map(Answer::pairs).toList();
  }

  private static List<List<Pair>> counted(Told told) {
    return ComparisonReader.pairs(ComparisonJson.of(told.comparisons()));
  }

  static Output output(ComparisonReader reader, Question question, Told told, int looks) {
    var json = ComparisonJson.of(told.comparisons());
    json.put(StoredForm.FORMAT, FORMAT);
    json.put("besides", told.besides());
    json.put("looks", looks);
    var asked = json.putObject("question");
    question.others().forEach(arm -> asked.withArray("arms").add(arm.toString()));
    asked.put("than", question.baseline().toString());
    question.by().ifPresent(by -> asked.put("by", by));
    var stored = reader.read(json);
    return StoredForm.display(
        TYPE,
        json,
        Map.of(
            "text/markdown",
            ComparisonMarkdown.of(stored),
            "text/plain",
            ComparisonMarkdown.plain(stored)));
  }

  /// What an output shows; empty where it is no comparison.
  static Optional<List<Rendering>> renderings(ComparisonReader reader, Output output) {
    return output instanceof Output.Display display
        ? json(display)
            .map(reader::result)
            .map(result ->
                switch (result) {
                  case StoredResult.Counted(var stored) -> stored.renderings();
                  case StoredResult.Quoted(var quoted) ->
                      List.of(new Rendering.Markdown(ComparisonMarkdown.quotation(quoted)));
                  case StoredResult.Refused(var why, _) -> List.of(new Rendering.Nothing(why));
                })
        : Optional.empty();
  }

  private List<Rendering> renderings() {
    var all = new ArrayList<Rendering>();
    all.add(new Rendering.Markdown(markdown()));
    answers.stream()
        .filter(answer -> !answer.pairs().isEmpty())
        .map(this::pairs)
        .map(Rendering.Pairs::new)
        .forEach(all::add);
    return all;
  }

  private StoredPairs pairs(Answer answer) {
    return new StoredPairs(
        answer.arm(),
        baseline,
        by.words(),
        by.machine(),
        answer.pairs().stream()
            .map(pair ->
                new StoredPairs.Pair(pair.at, pair.prompt, shown(pair.first), shown(pair.second)))
            .toList());
  }

  private static StoredPairs.Face shown(Face face) {
    return new StoredPairs.Face(face.image, face.points);
  }

  /// That it is of an execution before, and which question it answers.
  String ofBefore() {
    return "**%s**\n"
        .formatted(
            PlainMarkdown.of(
                "What follows was found before, of the arms %s than %s%s."
                    .formatted(
                        question.others().stream()
                            .map(ArmAddress::toString)
                            .collect(Collectors.joining(", ")),
                        question.baseline(),
                        question.by().map(" by "::concat).orElse(""))));
  }

  /// What it says, in words and a table.
  public String markdown() {
    return ComparisonMarkdown.of(this);
  }

  static Optional<JsonNode> json(Output.Display display) {
    return StoredForm.in(display, TYPE, FORMAT);
  }
}
