package lab.harmony.blind.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.blind.rule.StopRule;
import lab.harmony.stats.planning.AssignmentPlan;

/// The rule by which whoever leads a session is to close it. It is chosen before the start and
/// sealed, so that everybody can see afterwards whether the end was chosen for what had come out.
///
/// @param answers how many, where the rule counts them; else 0
public record StopWhen(Kind kind, int answers) {

  /// What is waited for.
  public enum Kind {
    /// Everything that raters are shown is answered.
    COMPLETE("complete", "When all is answered"),
    /// What was answered settles which arms are better, however often one looks.
    SETTLED("settled", "As soon as it is settled which arms are better"),
    /// Each rater has given a number of answers.
    EACH("each", "Once each rater has given a number of answers"),
    /// All raters together have.
    TOTAL("total", "Once a number of answers is given in all");

    private final String code;
    private final String words;

    Kind(String code, String words) {
      this.code = code;
      this.words = words;
    }

    /// How it is sealed.
    public String code() {
      return code;
    }

    /// As one chooses it.
    public String words() {
      return words;
    }

    /// Whether it needs a number.
    public boolean counts() {
      return this == EACH || this == TOTAL;
    }
  }

  /// When all is answered, which is what intervals and p of the results are made for.
  public static final StopWhen ALL = new StopWhen(Kind.COMPLETE, 0);

  /// As soon as it is settled.
  public static final StopWhen IS_SETTLED = new StopWhen(Kind.SETTLED, 0);

  public static final String LINE = "stop";

  public StopWhen {
    answers = kind.counts() ? answers : 0;
  }

  /// @throws BlindProblem if a session of this plan cannot come to it
  public void requireFits(int arms, AssignmentPlan plan, int gold) {
    if (kind == Kind.SETTLED && arms < 2) {
      throw new BlindProblem(
          "One arm is scored: there is nothing to settle. Choose another rule for the close, or more arms.");
    }
    if (!kind.counts()) {
      return;
    }
    int most =
        kind == Kind.EACH
            ? plan.leastLoad() + plan.repeats(plan.leastLoad()) + gold
            : plan.positions() + gold * plan.raters();
    if (answers < 1 || answers > most) {
      throw new BlindProblem(
          kind == Kind.EACH
              ? "To be closed once each rater has given 1 to %d answers, which all of them are asked for, got %d."
                  .formatted(most, answers)
              : "To be closed once 1 to %d answers are given in all, got %d."
                  .formatted(most, answers));
    }
  }

  /// What it says, in a sentence.
  public String sentence() {
    return "By its rule it closes %s.".formatted(when());
  }

  private String when() {
    return switch (kind) {
      case COMPLETE -> "when everything it asks about arms is answered";
      case SETTLED ->
          "as soon as what was answered settles which arms are better, at 5 % however often one looks, or once all is answered";
      case EACH ->
          answers == 1
              ? "once each rater has given an answer"
              : "once each rater has given %d answers".formatted(answers);
      case TOTAL ->
          answers == 1
              ? "once an answer is given"
              : "once %d answers are given in all".formatted(answers);
    };
  }

  /// What it means for the plan of a session; empty where all of arms is answered.
  ///
  /// @param seconds for an answer
  public Optional<String> cost(int seconds) {
    var counted =
        " All answers count for that, also of gold, of what comes again and of raters who are not blind.";
    var less =
        counted
            + " What it can show is said for all answers: closed by this rule it may show less, and what comes until the close counts.";
    return switch (kind) {
      case COMPLETE -> Optional.empty();
      case SETTLED ->
          Optional.of(
              " Intervals and p of the results are made for one look at the end: after a close by this rule they are a little too sure, and the page says so.");
      case EACH ->
          Optional.of(
              " That takes each about %s.".formatted(minutes(Math.ceilDiv(answers * seconds, 60)))
                  + less);
      case TOTAL -> Optional.of(less);
    };
  }

  private static String minutes(int count) {
    return count == 1 ? "a minute" : count + " minutes";
  }

  /// Whether a rule that counts answers says that it is enough.
  ///
  /// @param given answers of each rater
  public boolean isCounted(List<Integer> given) {
    return switch (kind) {
      case COMPLETE, SETTLED -> false;
      case EACH -> given.stream().allMatch(count -> count >= answers);
      case TOTAL -> sum(given) >= answers;
    };
  }

  /// How far a session is from it.
  ///
  /// @param given answers of each rater
  /// @param asked for how many they are asked
  public String progress(List<Integer> given, int asked) {
    return switch (kind) {
      case COMPLETE, SETTLED -> "%d of %d answers are there.".formatted(sum(given), asked);
      case EACH ->
          "%d of %d raters have."
              .formatted(given.stream().filter(count -> count >= answers).count(), given.size());
      case TOTAL -> "%d are there.".formatted(sum(given));
    };
  }

  private static int sum(List<Integer> given) {
    return given.stream().mapToInt(Integer::intValue).sum();
  }

  /// What a close by this rule says of itself.
  String reached() {
    return switch (kind) {
      case COMPLETE -> "all was answered";
      case SETTLED -> "what was answered had settled it, however often one had looked";
      case EACH ->
          answers == 1
              ? "each rater had given an answer or more"
              : "each rater had given %d answers or more".formatted(answers);
      case TOTAL ->
          answers == 1
              ? "an answer or more was given"
              : "%d answers or more were given".formatted(answers);
    };
  }

  /// How much was given by the close, where the rule counts answers: what came beyond it counts,
  /// too.
  ///
  /// @param given answers of each rater
  public Optional<String> came(List<Integer> given) {
    var counts = given.stream().mapToInt(Integer::intValue).summaryStatistics();
    return switch (kind) {
      case COMPLETE, SETTLED -> Optional.empty();
      case EACH ->
          Optional.of(
              counts.getMin() == counts.getMax()
                  ? "At the close each had given %d.".formatted(counts.getMin())
                  : "At the close they had given %d to %d."
                      .formatted(counts.getMin(), counts.getMax()));
      case TOTAL -> Optional.of("At the close there were %d.".formatted(counts.getSum()));
    };
  }

  /// The parts of its line in what is sealed.
  public Object[] sealed() {
    return switch (kind) {
      case COMPLETE -> new Object[] {LINE, kind.code()};
      case SETTLED -> new Object[] {LINE, kind.code(), StopRule.ALPHA};
      case EACH, TOTAL -> new Object[] {LINE, kind.code(), answers};
    };
  }

  /// From the parts of its line; empty for none, and for one that this version does not know.
  public static Optional<StopWhen> read(String[] parts) {
    if (!parts[0].equals(LINE) || parts.length < 2) {
      return Optional.empty();
    }
    return Stream.of(Kind.values())
        .filter(kind -> kind.code().equals(parts[1]))
        .findFirst()
        .flatMap(kind ->
            !kind.counts()
                ? Optional.of(new StopWhen(kind, 0))
                : parts.length > 2 && parts[2].matches("[1-9][0-9]{0,8}")
                    ? Optional.of(new StopWhen(kind, Integer.parseInt(parts[2])))
                    : Optional.empty())
        .filter(rule -> TabbedLine.of(rule.sealed()).equals(TabbedLine.of((Object[]) parts)));
  }
}
