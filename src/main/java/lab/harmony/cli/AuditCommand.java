package lab.harmony.cli;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditProblem;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.audit.AuditVerdict;
import lab.harmony.cli.terminal.Listing;
import lab.harmony.cli.terminal.LocalPerson;
import lab.harmony.json.Json;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The audit trail: whether it is whole, and what stands in it.
@Needs(Right.READ_AUDIT)
@Command(
    name = "audit",
    description = "What people answer for, and whether the record of it is whole.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class AuditCommand {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  private final Supplier<HarmonySettings> settings;
  private final Optional<AuditTrail> given;

  AuditCommand() {
    this(HarmonySettings::read);
  }

  AuditCommand(Supplier<HarmonySettings> settings) {
    this.settings = settings;
    given = Optional.empty();
  }

  /// Of a lab that runs.
  AuditCommand(AuditTrail trail) {
    settings = HarmonySettings::read;
    given = Optional.of(trail);
  }

  @Command(
      name = "verify",
      description =
          "Looks through the whole trail. Exit code 1 if something in it was changed, removed or"
              + " put in another order.",
      mixinStandardHelpOptions = true)
  int verify(
      @Option(
              names = "--json",
              description = "Print an object: whole, entries, problems, accepted.")
          boolean json) {
    return say(trail().verify(), json);
  }

  @Command(
      name = "list",
      description = "Prints the newest entries, the newest first.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--from", paramLabel = "DAY", description = "Not before: 2026-11-29.")
          @Nullable LocalDate from,
      @Option(names = "--until", paramLabel = "DAY", description = "Up to and with this day.")
          @Nullable LocalDate until,
      @Option(
              names = "--person",
              paramLabel = "NAME",
              description = "By whoever was called so, or has this id.")
          @Nullable String person,
      @Option(names = "--kind", paramLabel = "KIND", description = "As share-link-made.")
          @Nullable String kind,
      @Option(names = "--about", paramLabel = "WHAT", description = "As report or experiment.")
          @Nullable String about,
      @Option(names = "--limit", defaultValue = "100", description = "At most so many (100).")
          int limit,
      @Mixin Listing listing,
      @Parameters(paramLabel = "WORD", arity = "0..*", description = "That stand in it.")
          @Nullable List<String> words) {
    if (kind != null && AuditKind.of(kind).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no kind \"%s\"; there are: %s"
              .formatted(
                  kind,
                  Arrays.stream(AuditKind.values())
                      .map(AuditKind::code)
                      .collect(Collectors.joining(", "))));
    }
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be 1 or more, got %d".formatted(limit));
    }
    var query =
        new AuditQuery(
            Optional.ofNullable(from).map(AuditCommand::beginning),
            Optional.ofNullable(until).map(day -> beginning(day.plusDays(1))),
            Optional.ofNullable(person).map(name -> AuditActor.PERSON + name),
            Optional.ofNullable(kind),
            Optional.ofNullable(about),
            words == null ? List.of() : words);
    listing.print(
        trail().list(query, Long.MAX_VALUE, limit), AuditCommand::facts, AuditCommand::line);
    return 0;
  }

  @Command(
      name = "accept",
      description =
          "Goes on with the trail as it is, whatever is wrong with it, and writes down that"
              + " somebody did: after the database was exchanged by hand, for instance.",
      mixinStandardHelpOptions = true)
  int accept() {
    var verdict = trail().accept(LocalPerson.of(settings.get()));
    complain(verdict);
    spec.commandLine()
        .getErr()
        .println(
            verdict.isWhole()
                ? "Nothing was wrong with the trail."
                : "The trail goes on from here; that it was accepted stands in it.");
    return 0;
  }

  private AuditTrail trail() {
    return given.orElseGet(this::ofSettings);
  }

  private AuditTrail ofSettings() {
    var data = settings.get().data();
    var file = LabDatabase.of(data).file();
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "There is no lab in %s yet: no database %s.".formatted(data.root(), file));
    }
    var trail = AuditTrail.of(data, Clock.systemUTC());
    if (!trail.exists()) {
      throw new IllegalStateException(
          "The database %s is of a lab without an audit trail. The trail begins with the next ./lab start."
              .formatted(file));
    }
    return trail;
  }

  private int say(AuditVerdict verdict, boolean json) {
    if (json) {
      spec.commandLine().getOut().println(Json.MAPPER.writeValueAsString(facts(verdict)));
    } else {
      spec.commandLine().getOut().println(verdict.sentence());
    }
    spec.commandLine().getOut().flush();
    complain(verdict);
    var err = spec.commandLine().getErr();
    verdict.accepted().stream().map(AuditVerdict.Accepted::sentence).forEach(err::println);
    err.flush();
    return verdict.isWhole() ? 0 : 1;
  }

  private void complain(AuditVerdict verdict) {
    var err = spec.commandLine().getErr();
    verdict.problems().stream().map(AuditProblem::sentence).forEach(err::println);
    if (verdict.found() > verdict.problems().size()) {
      err.println("… and %d more".formatted(verdict.found() - verdict.problems().size()));
    }
    err.flush();
  }

  private static Map<String, Object> facts(AuditVerdict verdict) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("whole", verdict.isWhole());
    facts.put("entries", verdict.entries());
    verdict.first().ifPresent(entry -> facts.put("from", entry.at()));
    verdict.last().ifPresent(entry -> facts.put("to", entry.at()));
    verdict.last().ifPresent(entry -> facts.put("hash", entry.hash()));
    facts.put("found", verdict.found());
    facts.put("problems", verdict.problems().stream().map(AuditProblem::sentence).toList());
    facts.put(
        "accepted", verdict.accepted().stream().map(AuditVerdict.Accepted::sentence).toList());
    return facts;
  }

  private static Map<String, Object> facts(AuditEntry entry) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("number", entry.number());
    facts.put("at", entry.at());
    facts.put("who", AuditActor.words(entry.who()));
    facts.put("id", AuditActor.key(entry.who()));
    facts.put("kind", entry.kind());
    facts.put("about", entry.about());
    facts.put("subject", entry.subject());
    facts.put("details", entry.facts());
    facts.put("hash", entry.hash());
    return facts;
  }

  private static String line(AuditEntry entry) {
    return String.join(
        "\t",
        String.valueOf(entry.number()),
        entry.at(),
        AuditActor.words(entry.who()),
        entry.kind(),
        entry.aboutInWords(),
        entry.factsInWords());
  }

  private static Instant beginning(LocalDate day) {
    return day.atStartOfDay(ZoneId.systemDefault()).toInstant();
  }
}
