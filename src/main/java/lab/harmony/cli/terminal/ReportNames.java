package lab.harmony.cli.terminal;

import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportName;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// From the name of a report on the command line to the report.
public final class ReportNames {

  private static final String FOLDER = "reports/";

  private ReportNames() {}

  /// The report that a word names as `reports/2026-11-20-baseline`, with a slash at its end or the
  /// page or without; empty for words that name something else.
  ///
  /// @throws ParameterException when there is no such report, naming the newest
  public static Optional<PublishedReport> find(
      CommandSpec spec, ApplicationContext context, String word) {
    if (!word.startsWith(FOLDER)) {
      return Optional.empty();
    }
    var who = context.getBean(CurrentPerson.class).actor();
    var reports = context.getBean(ReportReaders.class);
    var name = word.substring(FOLDER.length()).replaceAll("/(index\\.html)?$", "");
    var found = ReportName.find(name).flatMap(one -> reports.find(one, who));
    if (found.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no report \"%s\"; the newest are: %s"
              .formatted(
                  name,
                  reports.lines(who).stream()
                      .limit(5)
                      .map(line -> line.newest().name().value())
                      .collect(Collectors.joining(", "))));
    }
    return found;
  }
}
