package lab.harmony.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import lab.harmony.analytics.AnalyticsJson;
import lab.harmony.analytics.HarmonyAnalytics;
import lab.harmony.analytics.ScoreRow;
import lab.harmony.analytics.ScoreSource;
import lab.harmony.analytics.SuccessTable;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.review.IntervalsOver;
import lab.harmony.review.files.ScoreFile;
import lab.harmony.review.files.ScoreFileReader;
import lab.harmony.review.marks.Vocabulary;
import lab.harmony.workspace.HarmonySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Needs(Right.LOOK)
@Command(
    name = "analyze",
    description =
        "Says what a file of harmony scores shows: verdicts, success rates with 95 %% intervals,"
            + " weakest and dead cells.",
    mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec command;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(
      paramLabel = "scores.csv",
      description = "The score file; docs/cli.md names its columns.")
  Path file;

  @Option(names = "--json", description = "Print JSON instead of tables.")
  boolean json;

  @Option(
      names = "--skip-bad-rows",
      description =
          "Analyze the good rows although others are bad; the bad ones are still reported.")
  boolean skipBadRows;

  @Option(
      names = "--prompts",
      paramLabel = "FOLDER",
      description =
          "Folder with archetypes.yaml and emotions.yaml, which say what names are known (default:"
              + " the prompts of the workspace, else the names of the baseline).")
  @Nullable Path prompts;

  @Option(
      names = "--intervals",
      paramLabel = "WHAT",
      description =
          "What the intervals rest on: faces (the default, and prompts where several faces stand"
              + " behind one), or points, as if the items of a face were independent.")
  String intervals = IntervalsOver.FACES.word();

  @Override
  public Integer call() throws IOException {
    var over =
        IntervalsOver.named(intervals)
            .orElseThrow(() ->
                new CommandLine.ParameterException(
                    command.commandLine(),
                    "--intervals needs faces or points, got \"%s\".".formatted(intervals)));
    var scores = read();
    scores.bad().forEach(row -> command.commandLine().getErr().println(file + ": " + row));
    if (!scores.bad().isEmpty() && !skipBadRows) {
      command
          .commandLine()
          .getErr()
          .printf(
              "%d of %d rows are bad, so nothing was analyzed; --skip-bad-rows analyzes the"
                  + " others.%n",
              scores.bad().size(), scores.bad().size() + scores.good().size());
      return 1;
    }
    if (scores.good().isEmpty()) {
      command.commandLine().getErr().println(file + ": there is no row to analyze.");
      return 1;
    }
    var rows = scores.good().stream().map(line -> ScoreRow.of(line.face(), line.mark())).toList();
    var analytics = HarmonyAnalytics.of(rows, new ScoreSource.People(), over);
    var out = command.commandLine().getOut();
    if (json) {
      out.println(
          AnalyticsJson.of(analytics).put("skippedRows", scores.bad().size()).toPrettyString());
    } else {
      print(analytics, out);
    }
    out.flush();
    return 0;
  }

  /// Of the workspace, where it has prompts.
  private Vocabulary vocabulary() {
    if (prompts != null) {
      return Vocabulary.of(PromptLibrary.load(prompts));
    }
    var usual = HarmonySettings.read().workspace().prompts();
    return Files.isDirectory(usual)
        ? Vocabulary.of(PromptLibrary.load(usual))
        : Vocabulary.BASELINE;
  }

  private ScoreFile read() throws IOException {
    var vocabulary = vocabulary();
    try {
      return new ScoreFileReader(vocabulary).read(Files.readAllBytes(file));
    } catch (NoSuchFileException problem) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "There is no file %s.".formatted(file));
    } catch (ScoreFile.Problem problem) {
      throw new IOException("%s: %s".formatted(file, problem.getMessage()), problem);
    }
  }

  private static void print(HarmonyAnalytics analytics, PrintWriter out) {
    out.printf(
        "%d images%s, success rate %s%n",
        analytics.images(), apart(analytics), analytics.overall().sentence());
    var verdicts = new ArrayList<List<String>>();
    verdicts.add(List.of("verdict", "share", "images", "95 % interval", "over"));
    for (var share : analytics.verdictShares()) {
      verdicts.add(
          List.of(
              share.verdict().word(),
              Percents.tenths(share.share()),
              "%d of %d".formatted(share.images(), share.of()),
              RateWords.bounds(share.estimate()),
              share.estimate().basis().counted()));
    }
    section(out, "Verdicts", verdicts);
    section(out, SuccessTable.of("Success rate by archetype", analytics.byArchetype()));
    section(out, SuccessTable.of("Success rate by emotion", analytics.byEmotion()));
    if (!analytics.byCfg().isEmpty()) {
      section(out, SuccessTable.of("Success rate by CFG scale", analytics.byCfg()));
    }
    section(out, SuccessTable.of("Cells, weakest first", analytics.weakestCells()));
    var dead = analytics.deadCells().stream().map(cell -> cell.label()).toList();
    out.printf(
        "%nDead cells (no point in any face): %s%n",
        dead.isEmpty() ? "none" : "%d: %s".formatted(dead.size(), String.join(", ", dead)));
    var failures = new ArrayList<List<String>>();
    failures.add(List.of("checklist item", "fails in", "images", "95 % interval", "over"));
    for (var failure : analytics.checklistFailures()) {
      failures.add(
          List.of(
              failure.item().label(),
              Percents.whole(failure.share()),
              "%d of %d".formatted(failure.failed(), failure.of()),
              RateWords.bounds(failure.estimate()),
              failure.estimate().basis().counted()));
    }
    if (failures.size() > 1) {
      section(out, "Checklist, the item that fails most first", failures);
    }
    out.printf(
        Locale.ROOT,
        "%nIntervals are %s. Design effect of the items of a face: %.2f (1 independent, 3 always"
            + " the same).%n",
        analytics.restOn(),
        analytics.designEffect());
  }

  private static String apart(HarmonyAnalytics analytics) {
    return analytics.intendedConflicts() == 0
        ? ""
        : " (and %d with intended conflict, counted apart)"
            .formatted(analytics.intendedConflicts());
  }

  private static void section(PrintWriter out, SuccessTable table) {
    var rows = new ArrayList<List<String>>();
    rows.add(SuccessTable.HEADINGS);
    table.lines().forEach(line -> rows.add(line.fields()));
    section(out, table.caption(), rows);
  }

  /// Prints rows in columns: the first to the left, numbers to the right.
  private static void section(PrintWriter out, String title, List<List<String>> rows) {
    out.printf("%n%s%n", title);
    int columns = rows.getFirst().size();
    var widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    for (var row : rows) {
      var line = new StringBuilder("  ");
      for (int column = 0; column < columns; column++) {
        var padding = " ".repeat(widths[column] - row.get(column).length());
        line.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
