package lab.harmony.cli.terminal;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.workspace.Workspace;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// From the name of an experiment on the command line to its notebook.
public final class ExperimentNames {

  private ExperimentNames() {}

  /// The experiment of a name, or of the path of its folder or notebook (`experiments/baseline/`).
  ///
  /// @throws ParameterException when there is no such experiment, naming those that are there
  public static ExperimentSlug slug(CommandSpec spec, ApplicationContext context, String name) {
    var known = context.getBean(Experiments.class).titles().keySet();
    var experiments = context.getBean(Workspace.class).experiments();
    return known.stream()
        .filter(slug -> slug.value().equals(name))
        .findFirst()
        .or(() ->
            known.stream()
                .filter(slug -> isPathOf(experiments.resolve(slug.value()), name))
                .findFirst())
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "there is no experiment \"%s\"; there are: %s"
                    .formatted(
                        name,
                        known.isEmpty()
                            ? "none"
                            : String.join(
                                ", ", known.stream().map(ExperimentSlug::value).toList()))));
  }

  private static boolean isPathOf(Path folder, String name) {
    try {
      var given = Path.of(name).toRealPath();
      var there = folder.toRealPath();
      return given.equals(there) || given.equals(there.resolve("notebook.ipynb").toRealPath());
    } catch (InvalidPathException | IOException _) {
      return false;
    }
  }

  public static Notebook notebook(ApplicationContext context, ExperimentSlug slug) {
    return switch (context.getBean(Notebooks.class).open(slug)) {
      case OpenedNotebook.Readable(var notebook) -> notebook;
      case OpenedNotebook.Unreadable(var reason) ->
          throw new IllegalStateException(
              "experiments/%s/notebook.ipynb cannot be read. %s".formatted(slug, reason));
      case OpenedNotebook.Missing _ ->
          throw new IllegalStateException("experiments/%s/notebook.ipynb is gone.".formatted(slug));
    };
  }
}
