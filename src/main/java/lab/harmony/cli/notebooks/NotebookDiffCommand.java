package lab.harmony.cli.notebooks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lab.harmony.notebooks.differences.Aspect;
import lab.harmony.notebooks.differences.CellDifference;
import lab.harmony.notebooks.differences.NotebookDifference;
import lab.harmony.notebooks.differences.OutputWords;
import lab.harmony.notebooks.differences.TextDifference;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what differs between two notebooks, cell by cell.
@Needs(Right.LOOK)
@Command(
    name = "diff",
    description =
        "Says what differs between two notebooks: cells by their ids, texts word by word, results"
            + " in a few words. The exit code is 0 where nothing does, 1 where something does, 2"
            + " where a file cannot be read.",
    mixinStandardHelpOptions = true)
public final class NotebookDiffCommand implements Callable<Integer> {
  private static final int TROUBLE = 2;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(index = "0", paramLabel = "BEFORE", description = "A notebook file (.ipynb).")
  Path before;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
  Path after;

  @Override
  public Integer call() {
    NotebookDifference difference;
    try {
      difference = NotebookDifference.between(NotebookFile.read(before), NotebookFile.read(after));
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return TROUBLE;
    }
    if (difference.isNone()) {
      return 0;
    }
    var out = spec.commandLine().getOut();
    out.printf("--- %s%n+++ %s%n", before, after);
    difference.changed().forEach(cell -> print(cell, out));
    if (difference.metadata()) {
      out.println("@@ details of the notebook");
    }
    out.flush();
    return 1;
  }

  private static void print(CellDifference cell, PrintWriter out) {
    out.printf("@@ %s cell %s: %s%n", cell.cell().kind().word(), cell.id(), cell.words());
    var aspects = cell.aspects();
    if (aspects.contains(Aspect.TEXT)
        || aspects.contains(Aspect.ADDED)
        || aspects.contains(Aspect.DELETED)) {
      TextDifference.between(
              cell.before().map(it -> it.source()).orElse(""),
              cell.after().map(it -> it.source()).orElse(""))
          .marked()
          .lines()
          .forEach(out::println);
    }
    if (aspects.contains(Aspect.KIND)) {
      out.printf(
          "kind: [-%s-]{+%s+}%n",
          cell.before().orElseThrow().kind().word(), cell.after().orElseThrow().kind().word());
    }
    if (aspects.contains(Aspect.RESULT)) {
      out.printf(
          "result: [-%s-]{+%s+}%n",
          OutputWords.of(cell.before().orElseThrow()), OutputWords.of(cell.after().orElseThrow()));
    }
  }
}
