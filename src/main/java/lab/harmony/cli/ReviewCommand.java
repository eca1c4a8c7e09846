package lab.harmony.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.BlindReading;
import lab.harmony.blind.PublishedCheck;
import lab.harmony.blind.SessionId;
import lab.harmony.json.Json;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Blind sessions: whether what a closed one tells is what was sealed at its start.
@Needs(Right.EXPORT)
@Command(
    name = "review",
    description = "Blind sessions.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ReviewCommand {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  private final Supplier<ConfigurableApplicationContext> lab;

  ReviewCommand() {
    this(LabContext::asking);
  }

  ReviewCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Command(
      name = "verify",
      description =
          "Finds out from the published file of a closed session alone whether its mapping is the"
              + " one that was sealed at the start, and its answers are those it was closed with."
              + " Exit code 1 if not.",
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(
              paramLabel = "SESSION",
              description = "A session of this lab, as bk3f9q2ab, or its published file.")
          String session,
      @Option(
              names = "--json",
              description = "Print an object: session, holds, commitment, showings, answers.")
          boolean json) {
    var file = Path.of(session);
    if (Files.isRegularFile(file)) {
      return say(PublishedCheck.of(read(file)), Optional.empty(), json);
    }
    var id =
        SessionId.parse(session)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no file %s, and no session is named so: bk3f9q2ab is one"
                        .formatted(session)));
    try (var context = lab.get()) {
      var text =
          new String(
              context
                  .getBean(BlindReading.class)
                  .published(id, context.getBean(CurrentPerson.class).actor()),
              StandardCharsets.UTF_8);
      return say(PublishedCheck.of(text), started(context.getBean(AuditTrail.class), id), json);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  /// What the audit trail says of the start.
  private static Optional<AuditEntry> started(AuditTrail trail, SessionId id) {
    var query =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(AuditKind.BLIND_SESSION_STARTED.code()),
            Optional.empty(),
            List.of(id.value()));
    return trail.list(query, Long.MAX_VALUE, 10).stream()
        .filter(entry -> entry.subject().equals(id.value()))
        .findFirst();
  }

  private int say(PublishedCheck check, Optional<AuditEntry> started, boolean json) {
    boolean fits =
        started
            .map(entry -> check.commitment().equals(entry.facts().get("commitment")))
            .orElse(true);
    var out = spec.commandLine().getOut();
    if (json) {
      var facts = new LinkedHashMap<String, Object>();
      facts.put("session", check.session());
      facts.put("holds", check.holds() && fits);
      facts.put("commitment", check.commitment());
      facts.put("showings", check.showings());
      facts.put("answers", check.answers());
      facts.put("problems", check.problems());
      started.ifPresent(entry -> facts.put("sealedAt", entry.at()));
      out.println(Json.MAPPER.writeValueAsString(facts));
    } else {
      out.println(check.sentence());
      started
          .filter(_ -> fits)
          .ifPresent(entry ->
              out.println("The audit trail has this commitment since %s.".formatted(entry.at())));
    }
    out.flush();
    var err = spec.commandLine().getErr();
    check.problems().forEach(err::println);
    if (!fits) {
      err.println(
          "The audit trail has another commitment for this session: %s."
              .formatted(started.map(entry -> entry.facts().get("commitment")).orElse("none")));
    }
    err.flush();
    return check.holds() && fits ? 0 : 1;
  }
}
