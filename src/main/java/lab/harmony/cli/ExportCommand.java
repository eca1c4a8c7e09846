package lab.harmony.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.review.ScoreLayout;
import lab.harmony.review.Scores;
import lab.harmony.workspace.AtomicFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes an experiment in a form that other programs read.
@Command(
    name = "export",
    description = "Writes an experiment's scores as CSV or its notebook as ipynb.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  enum Format {
    CSV,
    IPYNB
  }

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(paramLabel = "EXPERIMENT", description = "Name of its folder in experiments/.")
  String experiment;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}.")
  Format format;

  @Option(
      names = "--columns",
      defaultValue = "COMPLETE",
      description = "Columns of the CSV: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  ScoreLayout columns = ScoreLayout.COMPLETE;

  @Option(
      names = {"-o", "--output"},
      description = "The file to write (default: standard output).")
  @Nullable Path output;

  @Override
  public Integer call() {
    if (output != null && Files.isDirectory(output)) {
      throw new ParameterException(
          spec.commandLine(), "-o must be a file, but %s is a folder".formatted(output));
    }
    try (var context = LabContext.open()) {
      var slug = ExperimentNames.slug(spec, context, experiment);
      write(
          switch (format) {
            case CSV -> csv(context, slug);
            case IPYNB -> ExperimentNames.notebook(context, slug).text();
          });
      return 0;
    }
  }

  private String csv(ApplicationContext context, ExperimentSlug slug) {
    var scores = context.getBean(Scores.class);
    if (scores.current(slug.value()).isEmpty()) {
      spec.commandLine().getErr().println("No person has scored a face of %s yet.".formatted(slug));
    }
    return scores.exportCsv(slug.value(), columns);
  }

  private void write(String text) {
    if (output != null) {
      AtomicFiles.write(output, text);
      spec.commandLine().getErr().println("Wrote " + output);
      return;
    }
    System.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }
}
