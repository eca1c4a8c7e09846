package lab.harmony.cli.notebooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.harmony.notebooks.differences.NotebookMerge;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.workspace.AtomicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings two changes of a notebook together, for people and as a merge driver of git.
@Needs(Right.EDIT_EXPERIMENTS)
@Command(
    name = "merge",
    description =
        "Brings two changes of a notebook together, cell by cell, into OURS. The exit code is 0"
            + " where nobody has to look at it, 1 where both changed the same lines: those stand"
            + " between git's markers in the cell's text, in a file that still is a notebook.",
    mixinStandardHelpOptions = true)
public final class NotebookMergeCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BASE",
      description = "What both began from; git's %%O. With --install a folder of the repository.")
  Optional<Path> base = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OURS",
      description = "One change, and where the result goes; git's %%A.")
  Optional<Path> ours = Optional.empty();

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "THEIRS",
      description = "The other change; git's %%B.")
  Optional<Path> theirs = Optional.empty();

  @Parameters(
      index = "3",
      arity = "0..1",
      paramLabel = "NAME",
      description = "What the file is called in messages; git's %%P.")
  Optional<String> name = Optional.empty();

  @Option(
      names = "--install",
      description =
          "Have git merge the notebooks of a repository so (BASE: a folder of it, the current one"
              + " if none is named), and say what was written for it.")
  boolean install;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    if (install) {
      MergeDriver.install(base.orElse(Path.of("."))).forEach(out::println);
      out.flush();
      return 0;
    }
    if (base.isEmpty() || ours.isEmpty() || theirs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "need BASE, OURS and THEIRS, or --install for git");
    }
    return merge(base.get(), ours.get(), theirs.get());
  }

  private int merge(Path began, Path mine, Path other) {
    var merge =
        NotebookMerge.of(
            NotebookFile.readBase(began), NotebookFile.read(mine), NotebookFile.read(other));
    AtomicFiles.write(mine, merge.notebook().bytes());
    var err = spec.commandLine().getErr();
    for (var conflict : merge.conflicts()) {
      err.printf(
          "%s, cell %s: %s.%n", name.orElse(mine.toString()), conflict.cell(), conflict.words());
    }
    err.flush();
    return merge.conflicts().isEmpty() ? 0 : 1;
  }
}
