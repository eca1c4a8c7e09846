package lab.harmony.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.cli.terminal.Listing;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.shelf.ReportLine;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "reports",
    description = "Lists the published reports, the newest version of each.",
    mixinStandardHelpOptions = true)
@Needs(Right.READ_REPORTS)
final class ReportsCommand implements Callable<Integer> {

  @Mixin private Listing listing = new Listing();

  private final Supplier<ConfigurableApplicationContext> lab;

  ReportsCommand() {
    this(LabContext::asking);
  }

  ReportsCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() {
    List<ReportLine> lines;
    try (var context = lab.get()) {
      lines =
          context.getBean(ReportReaders.class).lines(context.getBean(CurrentPerson.class).actor());
    }
    listing.print(lines, ReportsCommand::facts, ReportsCommand::line);
    return 0;
  }

  private static String line(ReportLine line) {
    var newest = line.newest();
    return String.join(
        "\t",
        newest.name().value(),
        "version " + newest.version().number(),
        newest.publishedBy(),
        newest.title(),
        newest.measured());
  }

  private static Map<String, Object> facts(ReportLine line) {
    var newest = line.newest();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("report", newest.name().value());
    facts.put("version", newest.version().number());
    facts.put("title", newest.title());
    facts.put("experiment", newest.experiment());
    facts.put("at", newest.publishedAt().toString());
    facts.put("by", newest.publishedBy());
    facts.put("measured", newest.measured());
    facts.put("answer", newest.answer());
    facts.put("tags", newest.tags());
    facts.put("versions", line.versions().stream().map(one -> one.name().value()).toList());
    return facts;
  }
}
