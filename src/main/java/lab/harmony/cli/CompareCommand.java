package lab.harmony.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.comparison.ArmAnswers;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.ComparisonJson;
import lab.harmony.comparison.ComparisonWords;
import lab.harmony.comparison.Comparisons;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.design.Probability;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says whether an arm is really better than another.
@Needs(Right.LOOK)
@Command(
    name = "compare",
    description =
        "Says whether faces of one run, experiment or part of it are better than those of another,"
            + " by pairs of the same prompt and seed.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(
      paramLabel = "ARM",
      arity = "1..*",
      description =
          "What is compared, the baseline last: a run, an experiment, or part of one"
              + " (baseline:cfg=7).")
  List<String> arms;

  @Option(
      names = "--by",
      paramLabel = "JUDGE",
      description =
          "Whose scores count: people, machine, one judge (NAME@WEIGHTS), or the id of a person.")
  Optional<String> by = Optional.empty();

  @Option(names = "--json", description = "Print the numbers, pairs and verdicts as JSON.")
  boolean json;

  private final Supplier<ConfigurableApplicationContext> lab;

  CompareCommand() {
    this(LabContext::open);
  }

  CompareCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() {
    var question = question();
    try (var context = lab.get()) {
      var told = context.getBean(ArmAnswers.class).answer(question);
      var comparisons = told.comparisons();
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(ComparisonJson.of(comparisons).toPrettyString());
      } else {
        print(comparisons);
        if (!told.besides().isEmpty()) {
          out.println(told.besides());
        }
      }
      out.flush();
      return 0;
    }
  }

  private ArmAnswers.Question question() {
    try {
      var addresses = arms.stream().map(ArmAddress::parse).toList();
      return new ArmAnswers.Question(
          addresses.getLast(), addresses.subList(0, addresses.size() - 1), by);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(Comparisons comparisons) {
    var out = spec.commandLine().getOut();
    for (var one : comparisons.all()) {
      out.printf("%s against %s%n", one.first().name(), one.second().name());
      out.printf("  %s%n", one.sentence());
      one.numbers().ifPresent(numbers -> print(one, numbers));
      one.leftOut().forEach(words -> out.printf("  Left out: %s%n", words));
    }
    out.printf(
        "Scores by %s. Differences are of the share of perfect faces (three of three points), in"
            + " percentage points, with 95 %% intervals.%n",
        comparisons.baseline().judge().inFull());
  }

  private void print(Comparison one, Comparison.Numbers numbers) {
    var out = spec.commandLine().getOut();
    out.printf(
        "  Perfect faces: %s; %s, exact%s%n",
        ComparisonWords.difference(numbers.success()),
        Probability.words(numbers.success().p()),
        adjusted(numbers.success().p(), numbers.successP()));
    ComparisonWords.ofInterval(numbers).ifPresent(words -> out.printf("    (%s)%n", words));
    out.printf("  If looked at after every pair: %s%n", ComparisonWords.anytime(numbers));
    out.printf("  Pairs with a perfect face: %s%n", ComparisonWords.table(one));
    out.printf(
        "  Points per face: %s; %d better, %d the same, %d worse; %s, exact%s%n",
        ComparisonWords.difference(numbers.points()),
        numbers.points().better(),
        numbers.points().same(),
        numbers.points().worse(),
        Probability.words(numbers.points().p()),
        adjusted(numbers.points().p(), numbers.pointsP()));
    ComparisonWords.ofPointsInterval(numbers).ifPresent(words -> out.printf("    (%s)%n", words));
    out.printf("  Compared: %s%n", one.decidedBy().isEmpty() ? "nothing differs" : one.decidedBy());
  }

  private static String adjusted(double p, double among) {
    return p == among ? "" : ", by Holm's method " + Probability.words(among);
  }
}
