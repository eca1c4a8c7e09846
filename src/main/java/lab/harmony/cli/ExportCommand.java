package lab.harmony.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.reports.Reports;
import lab.harmony.review.ScoreLayout;
import lab.harmony.review.Scores;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes an experiment in a form that other programs read.
@Command(
    name = "export",
    description =
        "Writes an experiment as a self-contained page, its scores as CSV, or its notebook as"
            + " ipynb.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  enum Format {
    HTML,
    CSV,
    IPYNB
  }

  private final Supplier<ConfigurableApplicationContext> lab;

  ExportCommand() {
    this(LabContext::open);
  }

  ExportCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
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

  @Option(
      names = "--json",
      description = "Print an object about the result: format, bytes, sha256, and file or content.")
  boolean json;

  @Override
  public Integer call() {
    if (output != null && Files.isDirectory(output)) {
      throw new ParameterException(
          spec.commandLine(), "-o must be a file, but %s is a folder".formatted(output));
    }
    try (var context = lab.get()) {
      var slug = ExperimentNames.slug(spec, context, experiment);
      write(
          switch (format) {
            case HTML -> recorded(context, slug, page(context, slug));
            case CSV -> csv(context, slug);
            case IPYNB -> recorded(context, slug, ExperimentNames.notebook(context, slug).text());
          });
      return 0;
    }
  }

  private String recorded(ApplicationContext context, ExperimentSlug slug, String text) {
    context
        .getBean(AuditTrail.class)
        .record(
            AuditEvent.of(
                    AuditKind.EXPERIMENT_EXPORTED,
                    person(context),
                    AuditSubject.experiment(slug.value()))
                .with("format", format.name().toLowerCase(Locale.ROOT)));
    return text;
  }

  private static String person(ApplicationContext context) {
    return context.getBean(CurrentPerson.class).name();
  }

  /// The page that publishing would freeze; nothing is published.
  private static String page(ApplicationContext context, ExperimentSlug slug) {
    return context
        .getBean(Reports.class)
        .page(slug, ExperimentNames.notebook(context, slug), person(context));
  }

  private String csv(ApplicationContext context, ExperimentSlug slug) {
    var scores = context.getBean(Scores.class);
    if (scores.current(slug.value()).isEmpty()) {
      spec.commandLine().getErr().println("No person has scored a face of %s yet.".formatted(slug));
    }
    return scores.exportCsv(slug.value(), columns, person(context));
  }

  private void write(String text) {
    var content = text.getBytes(StandardCharsets.UTF_8);
    if (output != null) {
      AtomicFiles.write(output, content);
      spec.commandLine().getErr().println("Wrote " + output);
    }
    if (json) {
      spec.commandLine().getOut().println(about(text, content));
      spec.commandLine().getOut().flush();
    } else if (output == null) {
      System.out.writeBytes(content);
      System.out.flush();
    }
  }

  private String about(String text, byte[] content) {
    var about = Json.MAPPER.createObjectNode();
    about.put("experiment", experiment);
    about.put("format", format.name().toLowerCase(Locale.ROOT));
    about.put("bytes", content.length);
    about.put("sha256", Sha256.of(content).hex());
    if (output == null) {
      about.put("content", text);
    } else {
      about.put("file", output.toAbsolutePath().normalize().toString());
    }
    return about.toPrettyString();
  }
}
