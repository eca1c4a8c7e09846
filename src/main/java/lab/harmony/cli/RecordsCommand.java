package lab.harmony.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.models.ModelName;
import lab.harmony.people.Needs;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.training.outcome.RunRecords;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.workspace.AtomicFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The records of trainings.
@Needs(Right.EXPORT)
@Command(
    name = "records",
    description = "What trainings wrote down.",
    mixinStandardHelpOptions = true)
final class RecordsCommand {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  private final Supplier<ConfigurableApplicationContext> lab;

  RecordsCommand() {
    this(LabContext::asking);
  }

  RecordsCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Command(
      name = "export",
      description =
          "Writes all records as one dataset, a JSON object a line: runs with their outcomes,"
              + " steps, evaluations. docs/run-records.md describes them.",
      mixinStandardHelpOptions = true)
  int export(
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Where to write (default: standard output).")
          @Nullable Path out,
      @Parameters(
              paramLabel = "NAME",
              arity = "0..*",
              description = "Trainings to write (default: all).")
          @Nullable List<String> names) {
    try (var context = lab.get()) {
      var trainings =
          trainings(context.getBean(TrainingShelf.class), names == null ? List.of() : names);
      return export(
          context.getBean(TrainingShelf.class),
          context.getBean(People.class),
          out,
          trainings,
          () -> taken(context, trainings));
    }
  }

  private static void taken(ApplicationContext context, List<Training> trainings) {
    context
        .getBean(AuditTrail.class)
        .record(
            AuditEvent.of(
                    AuditKind.RECORDS_EXPORTED,
                    context.getBean(CurrentPerson.class).actor(),
                    new AuditSubject(
                        AuditSubject.Kind.TRAININGS,
                        trainings.stream()
                            .map(training -> training.name().value())
                            .collect(Collectors.joining(", "))))
                .with("trainings", trainings.size())
                .withAll("names", trainings.stream().map(Training::name).toList()));
  }

  /// @param taken writes into the audit trail that the records leave the lab: before the first of
  ///   them is printed, or once all of them are in the file; there is no file where that fails
  private int export(
      TrainingShelf shelf,
      People people,
      @Nullable Path out,
      List<Training> trainings,
      Runnable taken) {
    int lines;
    if (out == null) {
      taken.run();
      lines = write(trainings, shelf, people, spec.commandLine().getOut());
    } else {
      var written = new int[1];
      AtomicFiles.write(
          out,
          stream -> {
            written[0] =
                write(
                    trainings,
                    shelf,
                    people,
                    new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            taken.run();
          });
      lines = written[0];
    }
    spec.commandLine()
        .getErr()
        .println("%d lines of %d trainings".formatted(lines, trainings.size()));
    return 0;
  }

  private static int write(
      List<Training> trainings, TrainingShelf shelf, People people, Writer out) {
    int lines = 0;
    var records = new RunRecords(out, people::name);
    for (var training : trainings) {
      lines += records.write(training, shelf.folder(training.name()));
    }
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the records cannot be written", e);
    }
    return lines;
  }

  private List<Training> trainings(TrainingShelf shelf, List<String> names) {
    var all = shelf.names().stream().map(ModelName::value).toList();
    for (var name : names) {
      if (!all.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no training \"%s\"; there %s"
                .formatted(
                    name,
                    all.isEmpty()
                        ? "is none yet"
                        : all.stream().collect(Collectors.joining(", ", "are: ", ""))));
      }
    }
    return (names.isEmpty() ? all : names)
        .stream().flatMap(name -> shelf.find(name).stream()).toList();
  }
}
