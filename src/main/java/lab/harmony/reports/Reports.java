package lab.harmony.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.audit.NotRecorded;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.prose.Formulas;
import lab.harmony.notebooks.prose.SafeHtml;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.reports.frozen.ReportComposer;
import lab.harmony.reports.frozen.ReportContent;
import lab.harmony.reports.frozen.ReportPage;
import lab.harmony.reports.frozen.RunProvenance;
import lab.harmony.review.ScoreLayout;
import lab.harmony.review.Scores;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.LabVersion;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Trash;
import org.springframework.stereotype.Service;

/// The published reports: freeze an experiment into one, and find them again.
@Service
public class Reports {

  private static final int LONGEST_ANSWER = 240;

  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final Scores scores;
  private final ReportComposer composer;
  private final Formulas formulas;
  private final ReportShelf shelf;
  private final ReportIndex index;
  private final ShareLinks shares;
  private final Trash trash;
  private final AuditTrail audit;
  private final Clock clock;

  Reports(
      Notebooks notebooks,
      NotebookExecution execution,
      Scores scores,
      ReportComposer composer,
      Formulas formulas,
      ReportShelf shelf,
      ReportIndex index,
      ShareLinks shares,
      Trash trash,
      AuditTrail audit,
      Clock clock) {
    this.notebooks = notebooks;
    this.execution = execution;
    this.scores = scores;
    this.composer = composer;
    this.formulas = formulas;
    this.shelf = shelf;
    this.index = index;
    this.shares = shares;
    this.trash = trash;
    this.audit = audit;
    this.clock = clock;
  }

  /// All reports, the newest first.
  public List<PublishedReport> list() {
    return index.list();
  }

  public Optional<PublishedReport> find(ReportName name) {
    return index.find(name);
  }

  /// Takes a report back: its page goes to the trash, its share links end. Links do not come back
  /// with it, since another report may get its name.
  ///
  /// @throws IOException if it cannot be moved; it is still there then
  public Trash.Thrown delete(ReportName name, String person) throws IOException {
    var thrown = trash.take(shelf.folder(name));
    try {
      return audit.together(() -> {
        audit.record(event(AuditKind.REPORT_UNPUBLISHED, name, person));
        shares.of(name).forEach(link -> shares.revoke(link.id(), person));
        return thrown;
      });
    } catch (RuntimeException e) {
      trash.putBack(thrown);
      throw e;
    }
  }

  private static AuditEvent event(AuditKind kind, ReportName name, String person) {
    return AuditEvent.of(kind, person, AuditSubject.report(name.value()));
  }

  /// Puts a deleted report back, without its share links.
  ///
  /// @return why it could not be; empty when it is there again
  public Optional<String> restore(Trash.Thrown thrown, String person) {
    var problem = trash.putBack(thrown);
    if (problem.isEmpty()) {
      audit.recordOrTell(
          AuditEvent.of(
              AuditKind.REPORT_BROUGHT_BACK,
              person,
              AuditSubject.report(String.valueOf(thrown.from().getFileName()))));
    }
    return problem;
  }

  /// Freezes an experiment as it is now into a page of its own.
  public Publication publish(ExperimentSlug experiment, String person) {
    return switch (notebooks.open(experiment)) {
      case OpenedNotebook.Readable(var notebook) -> publish(experiment, notebook, person);
      case OpenedNotebook.Unreadable(var reason) -> new Publication.Refused(reason);
      case OpenedNotebook.Missing _ ->
          new Publication.Refused("There is no experiment \"%s\".".formatted(experiment));
    };
  }

  private Publication publish(ExperimentSlug experiment, Notebook notebook, String person) {
    if (scores.images(experiment.value()).isEmpty()) {
      return new Publication.Refused(
          "This experiment has no pictures yet. Run it first, then publish.");
    }
    var time = clock.instant();
    var frozen = frozen(experiment, notebook, person);
    try {
      var day = LocalDate.ofInstant(time, ZoneId.systemDefault());
      var name = shelf.place(day, experiment.value(), frozen);
      try {
        audit.record(
            event(AuditKind.REPORT_PUBLISHED, name, person).with("experiment", experiment.value()));
      } catch (NotRecorded e) {
        trash.take(shelf.folder(name));
        return new Publication.Refused(String.valueOf(e.getMessage()));
      }
      return new Publication.Published(index.find(name).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AtomicFiles.NotWritten e) {
      return new Publication.Refused(e.sentence());
    }
  }

  /// The page alone, without publishing it.
  public String page(ExperimentSlug experiment, Notebook notebook, String person) {
    return ReportPage.html(compose(experiment, notebook, person).content(), formulas);
  }

  private ReportComposer.Composition compose(
      ExperimentSlug experiment, Notebook notebook, String person) {
    return composer.compose(
        new ReportComposer.Occasion(experiment, person, clock.instant()),
        notebook,
        execution.states(experiment, notebook));
  }

  private Map<String, byte[]> frozen(ExperimentSlug experiment, Notebook notebook, String person) {
    var composition = compose(experiment, notebook, person);
    var files = new LinkedHashMap<String, byte[]>();
    files.put(
        "index.html",
        ReportPage.html(composition.content(), formulas).getBytes(StandardCharsets.UTF_8));
    files.put(
        "scores.csv",
        scores
            .exportCsv(experiment.value(), ScoreLayout.COMPLETE)
            .getBytes(StandardCharsets.UTF_8));
    files.put("report.json", json(composition, files).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String json(ReportComposer.Composition composition, Map<String, byte[]> files) {
    var content = composition.content();
    var data = composition.data();
    var digests = new LinkedHashMap<String, String>();
    files.forEach((name, bytes) -> digests.put(name, Sha256.of(bytes).hex()));
    return new FrozenReport(
            FrozenReport.FORMAT,
            content.title(),
            content.experiment(),
            content.publishedAt(),
            content.publishedBy(),
            content.question().orElse(""),
            answer(content),
            LabVersion.current(),
            data.notebookSha256(),
            data.sha256(),
            digests,
            content.stale(),
            data.measured(),
            data.runs().stream().map(RunProvenance::frozen).toList(),
            data.rows())
        .json();
  }

  /// The first finding in plain words, or else what people measured, or else that nobody has.
  private static String answer(ReportContent content) {
    return content.findings().stream()
        .filter(finding -> !finding.status().equals("rejected"))
        .map(finding -> SafeHtml.ofMarkdown(finding.markdown()).text())
        .map(Reports::shortened)
        .findFirst()
        .or(() ->
            content.headlines().stream()
                .map(headline -> "Success rate " + headline.people().sentence())
                .findFirst())
        .orElse("");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ANSWER
        ? text
        : text.substring(0, LONGEST_ANSWER - 1).stripTrailing() + "…";
  }
}
