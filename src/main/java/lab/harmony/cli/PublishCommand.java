package lab.harmony.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.AudienceWords;
import lab.harmony.cli.terminal.ExperimentNames;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.json.Json;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.Readership;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.reports.shelf.ReportTags;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Freezes an experiment into a report, or into the next version of one.
@Needs(Right.PUBLISH)
@Command(
    name = "publish",
    description =
        "Freezes an experiment as it is now into reports/, as a report of its own or as the next"
            + " version of one.",
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

  private final Supplier<ConfigurableApplicationContext> lab;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(paramLabel = "EXPERIMENT", description = "Name of its folder in experiments/.")
  String experiment;

  @Option(
      names = "--although",
      paramLabel = "REASON",
      defaultValue = "",
      description = "Why it is published where not all in it is up to date; stands in the report.")
  String reason = "";

  @Option(
      names = "--revises",
      paramLabel = "REPORT",
      description = "A version of the report that this becomes the newest version of.")
  @Nullable String revises;

  @Option(
      names = "--changes",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What changed since the version before (needed with --revises).")
  String changes = "";

  @Option(names = "--tag", paramLabel = "WORD", description = "A word to find it by; repeatable.")
  List<String> tags = List.of();

  @Option(
      names = "--for",
      paramLabel = "team|link|NAME",
      split = ",",
      description =
          "Who reads it: the team (default), whoever has a link, or these people, by name or id; of"
              + " a report of its own only.")
  @Nullable List<String> readers;

  @Option(names = "--json", description = "Print an object about the report.")
  boolean json;

  PublishCommand() {
    this(LabContext::asking);
  }

  PublishCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() {
    var revised = revises == null ? null : name(revises);
    if (revised != null && readers != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--for is for a report of its own; a version of %s has the readers of that report"
              .formatted(revised));
    }
    try (var context = lab.get()) {
      var slug = ExperimentNames.slug(spec, context, experiment);
      var said =
          readBy(context, tagged(Publishing.by(context.getBean(CurrentPerson.class).actor())))
              .although(reason);
      var publication =
          context
              .getBean(Reports.class)
              .publish(slug, revised == null ? said : said.revising(revised, changes));
      return switch (publication) {
        case Publication.Published(var report) -> published(context, report, said.author());
        case Publication.NeedsReason needed -> refused(needed.sentence() + " (--although \"…\")");
        case Publication.Refused(var why) -> refused(why);
      };
    }
  }

  private ReportName name(String text) {
    return ReportName.find(text)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "--revises must name a report like 2026-11-20-baseline, got \"%s\""
                    .formatted(text)));
  }

  private Publishing tagged(Publishing said) {
    try {
      return tags.isEmpty() ? said : said.tagged(ReportTags.typed(String.join(",", tags)));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--tag: " + wrong.getMessage(), wrong);
    }
  }

  private Publishing readBy(ApplicationContext context, Publishing said) {
    try {
      return readers == null
          ? said
          : said.readBy(AudienceWords.read(readers, context.getBean(People.class)));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--for: " + wrong.getMessage(), wrong);
    }
  }

  private int refused(String reason) {
    spec.commandLine().getErr().println(reason);
    spec.commandLine().getErr().flush();
    return 1;
  }

  private int published(ApplicationContext context, PublishedReport report, Actor by) {
    var out = spec.commandLine().getOut();
    if (json) {
      var about = Json.MAPPER.createObjectNode();
      about.put("report", report.name().value());
      about.put("by", report.publishedBy());
      about.put("version", report.version().number());
      about.put("page", report.page().toAbsolutePath().normalize().toString());
      about.put("pageSha256", report.pageSha256());
      about.put("staleReason", report.version().staleReason());
      report.tags().forEach(about.putArray("tags")::add);
      context
          .getBean(ReportReaders.class)
          .line(report.name(), by)
          .map(context.getBean(Readership.class)::of)
          .ifPresent(audience -> about.put("audience", audience.code()));
      out.println(about.toPrettyString());
    } else {
      out.println(report.page().toAbsolutePath().normalize());
    }
    out.flush();
    return 0;
  }
}
