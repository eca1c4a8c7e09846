package lab.harmony.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.results.ImportedSessions;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.results.rows.RowsProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.SessionId;
import lab.harmony.cli.terminal.LabContext;
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

/// Blind sessions: whether what a closed one tells is what was sealed at its start, and rows of
/// those that were rated elsewhere.
@Needs(Right.EXPORT)
@Command(
    name = "review",
    description = "Blind sessions.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ReviewCommand {

  /// What is said of what the trail does not have.
  private static final String NONE = "none";

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
          "Finds out whether the published file of a closed session fits itself and, with"
              + " --commitment and --close, whether its mapping is what was sealed at the start and"
              + " the rest what the close wrote down. For a session of this lab whether the audit"
              + " trail says the same of both. Exit code 1 if not.",
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(
              paramLabel = "SESSION",
              description = "A session of this lab, as bk3f9q2ab, or its published file.")
          String session,
      @Option(
              names = "--commitment",
              paramLabel = "SHA256",
              defaultValue = "",
              description = "What you noted from the session's page while it was open.")
          String commitment,
      @Option(
              names = "--close",
              paramLabel = "SHA256",
              defaultValue = "",
              description = "What the session's page showed after the close.")
          String close,
      @Option(
              names = "--json",
              description =
                  "Print an object: session, holds, compared, commitment, closeSha256, showings,"
                      + " answers, problems.")
          boolean json) {
    var file = Path.of(session);
    if (Files.isRegularFile(file)) {
      return say(
          PublishedCheck.of(read(file)).against(commitment).against(close),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          json);
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
                  .getBean(SessionRecords.class)
                  .published(id, context.getBean(CurrentPerson.class).actor()),
              StandardCharsets.UTF_8);
      var check = PublishedCheck.of(text).against(commitment).against(close);
      var trail = context.getBean(AuditTrail.class);
      var started = entry(trail, AuditKind.BLIND_SESSION_STARTED, id);
      var closed = entry(trail, AuditKind.BLIND_SESSION_CLOSED, id);
      var keptApart =
          closed.isEmpty()
              ? context
                  .getBean(BlindSessions.class)
                  .find(id, context.getBean(CurrentPerson.class).actor())
                  .flatMap(BlindSession::closing)
                  .filter(closing -> wentBackSince(trail, closing.at()))
              : Optional.<BlindSession.Closing>empty();
      return say(check, started, keptApart, unfit(check, started, closed, keptApart), json);
    }
  }

  @Needs(Right.COMPUTE)
  @Command(
      name = "import",
      description =
          "Brings in the rows of a session that was rated elsewhere, as CSV: all of a file or"
              + " nothing. Exit code 1 if it is no such file, with each line that is wrong.",
      mixinStandardHelpOptions = true)
  int bring(
      @Parameters(
              paramLabel = "FILE",
              description = "Rows as the lab writes them, see docs/blind-rows.schema.json.")
          Path file,
      @Option(
              names = "--title",
              paramLabel = "TITLE",
              description = "What the session is called here (default: the name of the file).")
          Optional<String> title,
      @Option(names = "--json", description = "Print an object: session, title, sha256, answers.")
          boolean json) {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "there is no file %s".formatted(file));
    }
    try (var context = lab.get()) {
      var session =
          context
              .getBean(ImportedSessions.class)
              .bring(
                  title.orElse(name(file)),
                  bytes(file),
                  context.getBean(CurrentPerson.class).actor());
      var out = spec.commandLine().getOut();
      out.println(
          json
              ? Json.MAPPER.writeValueAsString(
                  new TreeMap<>(
                      Map.of(
                          "session", session.id().value(),
                          "title", session.title(),
                          "sha256", session.sha256(),
                          "answers", session.answers())))
              : "%d answers of “%s” are session %s: /blind/imported/%s"
                  .formatted(session.answers(), session.title(), session.id(), session.id()));
      out.flush();
      return 0;
    } catch (RowsProblem problem) {
      var err = spec.commandLine().getErr();
      problem.problems().forEach(err::println);
      err.flush();
      return 1;
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  /// What does not fit what the audit trail says of the start and of the close.
  ///
  /// @param keptApart the close as it was noted apart from the session; of one that the trail does
  ///   not have because the lab went back to a backup from before it
  private static List<String> unfit(
      PublishedCheck check,
      Optional<AuditEntry> started,
      Optional<AuditEntry> closed,
      Optional<BlindSession.Closing> keptApart) {
    var problems = new ArrayList<String>();
    if (!told(started, "commitment").equals(check.commitment())) {
      problems.add(
          "The audit trail has another commitment for the start of this session: %s."
              .formatted(told(started, "commitment")));
    }
    if (keptApart.isPresent()) {
      var noted = keptApart.get().sha256();
      if (noted.isEmpty() || !noted.equals(check.closeSha256().orElse(NONE))) {
        problems.add(
            "The lab went back to a backup from before the close of this session, and what it kept of that is another one: its SHA-256 is %s."
                .formatted(noted.isEmpty() ? NONE : noted));
      }
      return problems;
    }
    if (closed.isEmpty()) {
      problems.add(
          "The audit trail has no close of this session, and does not say that the lab went back to a backup since: what the close wrote down is compared with nothing.");
      return problems;
    }
    if (!told(closed, "answersSha256").equals(check.answersSha256())) {
      problems.add(
          "The audit trail closed this session with other answers: their SHA-256 was %s."
              .formatted(told(closed, "answersSha256")));
    }
    if (!told(closed, "closeSha256").equals(check.closeSha256().orElse(NONE))) {
      problems.add(
          "The audit trail closed this session with another title, form or time, or others who were blind: the SHA-256 of what it wrote down was %s."
              .formatted(told(closed, "closeSha256")));
    }
    return problems;
  }

  private static boolean wentBackSince(AuditTrail trail, Instant close) {
    var query =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(AuditKind.LAB_RESTORED.code()),
            Optional.empty(),
            List.of());
    return trail.list(query, Long.MAX_VALUE, 1).stream()
        .flatMap(entry -> entry.time().stream())
        .anyMatch(close::isBefore);
  }

  private static String told(Optional<AuditEntry> entry, String fact) {
    return entry.map(it -> it.facts().get(fact)).map(String::valueOf).orElse(NONE);
  }

  private static Optional<AuditEntry> entry(AuditTrail trail, AuditKind kind, SessionId id) {
    var query =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(kind.code()),
            Optional.empty(),
            List.of(id.value()));
    return trail.list(query, Long.MAX_VALUE, 10).stream()
        .filter(entry -> entry.subject().equals(id.value()))
        .findFirst();
  }

  private int say(
      PublishedCheck check,
      Optional<AuditEntry> started,
      Optional<BlindSession.Closing> keptApart,
      List<String> unfit,
      boolean json) {
    var problems = new ArrayList<>(check.problems());
    problems.addAll(unfit);
    var out = spec.commandLine().getOut();
    if (json) {
      var facts = new LinkedHashMap<String, Object>();
      facts.put("session", check.session());
      facts.put("holds", problems.isEmpty());
      facts.put("compared", !check.compared().isEmpty() || started.isPresent());
      facts.put("commitment", check.commitment());
      check.closeSha256().ifPresent(close -> facts.put("closeSha256", close));
      facts.put("showings", check.showings());
      facts.put("answers", check.answers());
      facts.put("problems", problems);
      started.ifPresent(entry -> facts.put("sealedAt", entry.at()));
      out.println(Json.MAPPER.writeValueAsString(facts));
    } else {
      out.println(check.sentence());
      started
          .filter(_ -> unfit.isEmpty())
          .ifPresent(entry ->
              out.println(
                  (keptApart.isPresent()
                          ? "The audit trail has this commitment since %s. Its entry of the close went when the lab went back to a backup; what the lab kept of the close has the same SHA-256."
                          : "The audit trail has this commitment since %s, and the same of the close.")
                      .formatted(entry.at())));
    }
    out.flush();
    var err = spec.commandLine().getErr();
    problems.forEach(err::println);
    err.flush();
    return problems.isEmpty() ? 0 : 1;
  }
}
