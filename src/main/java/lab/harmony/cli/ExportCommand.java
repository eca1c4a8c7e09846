package lab.harmony.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.cli.terminal.ExperimentNames;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.cli.terminal.ReportNames;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.reports.Reports;
import lab.harmony.reports.exports.PdfPrinter;
import lab.harmony.reports.exports.PdfProblem;
import lab.harmony.reports.exports.ReportExports;
import lab.harmony.reports.shelf.FrozenFile;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.review.Scores;
import lab.harmony.review.files.ScoreLayout;
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
@Needs(Right.EXPORT)
@Command(
    name = "export",
    description =
        "Writes an experiment or a report as a self-contained page, as PDF, its tables and figures"
            + " as ZIP, its scores as CSV, or its notebook as ipynb.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  enum Format {
    HTML,
    CSV,
    IPYNB,
    PDF,
    ZIP;

    boolean binary() {
      return this == PDF || this == ZIP;
    }
  }

  private final Supplier<ConfigurableApplicationContext> lab;
  private final OutputStream raw;

  ExportCommand() {
    this(LabContext::open);
  }

  ExportCommand(Supplier<ConfigurableApplicationContext> lab) {
    this(lab, System.out);
  }

  /// @param raw where what is exported is printed
  ExportCommand(Supplier<ConfigurableApplicationContext> lab, OutputStream raw) {
    this.lab = lab;
    this.raw = raw;
  }

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(
      paramLabel = "EXPERIMENT",
      description = "Name of its folder in experiments/, or reports/NAME for a report.")
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
    if (json && output == null && format.binary()) {
      throw new ParameterException(
          spec.commandLine(), "--json needs -o FILE with --format " + word());
    }
    try (var context = lab.get()) {
      var report = ReportNames.find(spec, context, experiment);
      if (report.isPresent()) {
        write(
            ofReport(context, report.get()),
            () ->
                context.getBean(ReportExports.class).taken(report.get(), word(), person(context)));
      } else {
        var slug = ExperimentNames.slug(spec, context, experiment);
        write(ofExperiment(context, slug), () -> taken(context, slug));
      }
      return 0;
    } catch (PdfProblem | IllegalArgumentException | UncheckedIOException problem) {
      spec.commandLine().getErr().println(problem.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private byte[] ofExperiment(ApplicationContext context, ExperimentSlug slug)
      throws PdfProblem, InterruptedException {
    return switch (format) {
      case HTML -> bytes(page(context, slug));
      case CSV -> bytes(csv(context, slug));
      case IPYNB -> bytes(ExperimentNames.notebook(context, slug).text());
      case ZIP -> ReportExports.archive(page(context, slug));
      case PDF -> print(context, ReportExports.printable(slug, page(context, slug)));
    };
  }

  private byte[] ofReport(ApplicationContext context, PublishedReport report)
      throws PdfProblem, InterruptedException {
    return switch (format) {
      case HTML -> FrozenFile.of(report, FrozenFile.PAGE);
      case CSV -> FrozenFile.of(report, FrozenFile.SCORES);
      case ZIP -> ReportExports.archive(report);
      case PDF -> print(context, ReportExports.printable(report));
      case IPYNB ->
          throw new ParameterException(
              spec.commandLine(),
              "a report keeps no notebook; export the experiment " + report.experiment());
    };
  }

  private byte[] print(ApplicationContext context, UnaryOperator<String> page)
      throws PdfProblem, InterruptedException {
    var made = context.getBean(PdfPrinter.class).print(page);
    spec.commandLine().getErr().println("Printed by " + made.printer());
    return made.pdf();
  }

  private String word() {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void taken(ApplicationContext context, ExperimentSlug slug) {
    if (format == Format.CSV) {
      context.getBean(Scores.class).taken(slug.value(), columns, person(context));
      return;
    }
    context
        .getBean(AuditTrail.class)
        .record(
            AuditEvent.of(
                    AuditKind.EXPERIMENT_EXPORTED,
                    person(context),
                    AuditSubject.experiment(slug.value()))
                .with("format", word()));
  }

  private static Actor person(ApplicationContext context) {
    return context.getBean(CurrentPerson.class).actor();
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
    return scores.exportCsv(slug.value(), columns);
  }

  /// @param taken writes into the audit trail that it leaves the lab: once all of it is made and,
  ///   for a file, on the disk; there is no file where that fails
  private void write(byte[] content, Runnable taken) {
    if (output != null) {
      AtomicFiles.write(
          output,
          stream -> {
            stream.write(content);
            taken.run();
          });
      spec.commandLine().getErr().println("Wrote " + output);
    } else {
      taken.run();
    }
    if (json) {
      spec.commandLine().getOut().println(about(content));
      spec.commandLine().getOut().flush();
    } else if (output == null) {
      print(content);
    }
  }

  private void print(byte[] content) {
    try {
      raw.write(content);
      raw.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("what was exported cannot be printed", e);
    }
  }

  private String about(byte[] content) {
    var about = Json.MAPPER.createObjectNode();
    about.put("experiment", experiment);
    about.put("format", word());
    about.put("bytes", content.length);
    about.put("sha256", Sha256.of(content).hex());
    if (output == null) {
      about.put("content", new String(content, UTF_8));
    } else {
      about.put("file", output.toAbsolutePath().normalize().toString());
    }
    return about.toPrettyString();
  }
}
