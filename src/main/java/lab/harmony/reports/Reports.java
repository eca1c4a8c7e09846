package lab.harmony.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.audit.NotRecorded;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.reports.frozen.Edition;
import lab.harmony.reports.frozen.ReportComposer;
import lab.harmony.reports.frozen.StaleParts;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Trash;
import org.springframework.stereotype.Service;

/// The published reports: freeze an experiment into one, and find them again.
@Service
public class Reports {

  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final CellHandlers handlers;
  private final ReportComposer composer;
  private final ReportFiles files;
  private final ReportShelf shelf;
  private final ReportIndex index;
  private final ReportReaders readers;
  private final GivenNames given;
  private final ShareLinks shares;
  private final Trash trash;
  private final AuditTrail audit;
  private final People people;
  private final Clock clock;

  /// Of two who revise a report at once, each makes a version of their own.
  private final ReentrantLock publishing = new ReentrantLock();

  /// Folders of reports come, go and get tags one after the other.
  private final ReentrantLock shelving = new ReentrantLock();

  Reports(
      Notebooks notebooks,
      NotebookExecution execution,
      CellHandlers handlers,
      ReportComposer composer,
      ReportFiles files,
      ReportShelf shelf,
      ReportIndex index,
      ReportReaders readers,
      GivenNames given,
      ShareLinks shares,
      Trash trash,
      AuditTrail audit,
      People people,
      Clock clock) {
    this.notebooks = notebooks;
    this.execution = execution;
    this.handlers = handlers;
    this.composer = composer;
    this.files = files;
    this.shelf = shelf;
    this.index = index;
    this.readers = readers;
    this.given = given;
    this.shares = shares;
    this.trash = trash;
    this.audit = audit;
    this.people = people;
    this.clock = clock;
  }

  /// All reports in all their versions, the newest first, whomever they are for.
  List<PublishedReport> list() {
    return index.list();
  }

  Optional<PublishedReport> find(ReportName name) {
    return index.find(name);
  }

  /// The report that a version belongs to, with all its versions.
  Optional<ReportLine> line(ReportName name) {
    return index.line(name);
  }

  /// Gives all versions of a report that are there now these tags.
  ///
  /// @return whether one is there
  public boolean tag(ReportLine line, List<String> tags) {
    var json = ReportTags.json(ReportTags.of(tags));
    shelving.lock();
    try {
      var versions =
          list().stream()
              .filter(report -> report.version().line().equals(line.newest().version().line()))
              .toList();
      versions.forEach(
          version -> AtomicFiles.write(shelf.path(version.name(), ReportTags.FILE), json));
      return !versions.isEmpty();
    } finally {
      shelving.unlock();
    }
  }

  /// Takes one version of a report back: its page goes to the trash, its share links end. Links do
  /// not come back with it, since whoever has one was told that it ended.
  ///
  /// @throws IOException if it cannot be moved; it is still there then
  public Trash.Thrown delete(ReportName name, Actor by) throws IOException {
    return take(List.of(name), by).getFirst();
  }

  /// Takes versions back, all or none.
  private List<Trash.Thrown> take(List<ReportName> names, Actor by) throws IOException {
    var thrown = new ArrayList<Trash.Thrown>();
    shelving.lock();
    try {
      for (var name : names) {
        thrown.add(trash.take(shelf.folder(name)));
      }
      return audit.together(() -> {
        for (var name : names) {
          audit.record(event(AuditKind.REPORT_UNPUBLISHED, name, by));
          shares.of(name).forEach(link -> shares.revoke(link.id(), by));
        }
        return List.copyOf(thrown);
      });
    } catch (IOException | RuntimeException e) {
      var still = thrown.reversed().stream().map(trash::putBack).flatMap(Optional::stream).toList();
      if (!still.isEmpty()) {
        throw new IOException("%s %s".formatted(e.getMessage(), String.join(" ", still)), e);
      }
      throw e;
    } finally {
      shelving.unlock();
    }
  }

  private AuditEvent event(AuditKind kind, ReportName name, Actor by) {
    return AuditEvent.of(kind, by, AuditSubject.report(name.value()));
  }

  /// Takes all versions of a report back.
  ///
  /// @throws IOException if one cannot be moved; all are still there then, with their links
  public List<Trash.Thrown> delete(ReportLine line, Actor by) throws IOException {
    return take(line.versions().stream().map(PublishedReport::name).toList(), by);
  }

  /// Puts a deleted report back, without its share links.
  ///
  /// @return why it could not be; empty when it is there again
  public Optional<String> restore(Trash.Thrown thrown, Actor by) {
    var problem = trash.putBack(thrown);
    if (problem.isEmpty()) {
      audit.recordOrTell(
          AuditEvent.of(
              AuditKind.REPORT_BROUGHT_BACK,
              by,
              AuditSubject.report(String.valueOf(thrown.from().getFileName()))));
    }
    return problem;
  }

  /// What in an experiment is not up to date, a sentence each.
  ///
  /// @param states where its cells stand
  public List<String> stale(Notebook notebook, Map<CellId, CellState> states) {
    return StaleParts.of(notebook, states, handlers);
  }

  /// Freezes an experiment as it is now into a page of its own, or into the newest version of a
  /// report. What is not up to date needs the author's reason.
  public Publication publish(ExperimentSlug experiment, Publishing said) {
    publishing.lock();
    try {
      return switch (notebooks.open(experiment)) {
        case OpenedNotebook.Readable(var notebook) -> publish(experiment, notebook, said);
        case OpenedNotebook.Unreadable(var reason) -> new Publication.Refused(reason);
        case OpenedNotebook.Missing _ ->
            new Publication.Refused("There is no experiment \"%s\".".formatted(experiment));
      };
    } finally {
      publishing.unlock();
    }
  }

  private Publication publish(ExperimentSlug experiment, Notebook notebook, Publishing said) {
    if (!composer.hasPictures(experiment, notebook)) {
      return new Publication.Refused(
          "This experiment has no pictures yet. Run it first, then publish.");
    }
    var revised = said.revises().flatMap(name -> readers.line(name, said.author()));
    var reason = refusal(experiment, said, revised);
    if (reason.isPresent()) {
      return new Publication.Refused(reason.get());
    }
    var stale = stale(notebook, execution.states(experiment, notebook));
    if (!said.covers(stale)) {
      return new Publication.NeedsReason(stale);
    }
    var time = clock.instant();
    var line =
        revised
            .map(it -> it.newest().version().line())
            .orElseGet(() -> FrozenBrief.line(experiment.value(), time));
    int number = number(line, revised);
    while (!given.give(line, number)) { // another program was quicker
      number++;
    }
    var published = false;
    try {
      var edition = new Numbered(line, number, time);
      var publication = publish(experiment, notebook, said, revised, edition, stale);
      published = publication instanceof Publication.Published;
      return publication;
    } finally {
      if (!published) {
        given.release(line, number);
      }
    }
  }

  /// What a version is called.
  private record Numbered(String line, int number, Instant time) {}

  private int number(String line, Optional<ReportLine> revised) {
    return 1
        + Math.max(
            given.highest(line), revised.map(it -> it.newest().version().number()).orElse(0));
  }

  /// A reason stands in the report only where something is out of date.
  private Publication publish(
      ExperimentSlug experiment,
      Notebook notebook,
      Publishing said,
      Optional<ReportLine> revised,
      Numbered numbered,
      List<String> stale) {
    var author = people.get(said.author().person()).named();
    var reason = stale.isEmpty() ? "" : said.staleReason();
    var composition = compose(experiment, notebook, author, said, revised, numbered, reason);
    var found = composition.content().stale();
    if (!said.covers(found)) {
      return new Publication.NeedsReason(found);
    }
    if (reason.isEmpty() != found.isEmpty()) {
      composition =
          compose(
              experiment,
              notebook,
              author,
              said,
              revised,
              numbered,
              found.isEmpty() ? "" : said.staleReason());
    }
    return place(experiment, composition, author, tags(said, revised));
  }

  private ReportComposer.Composition compose(
      ExperimentSlug experiment,
      Notebook notebook,
      NamedPerson author,
      Publishing said,
      Optional<ReportLine> revised,
      Numbered numbered,
      String reason) {
    var edition =
        revised
            .map(line -> line.next(numbered.number(), said.changes(), reason))
            .orElseGet(() ->
                new Edition(numbered.line(), numbered.number(), said.changes(), reason, List.of()));
    return compose(experiment, notebook, author.name(), numbered.time(), edition);
  }

  /// Why a report cannot be revised as it is wished.
  private static Optional<String> refusal(
      ExperimentSlug experiment, Publishing said, Optional<ReportLine> revised) {
    for (var words : List.of(said.staleReason(), said.changes())) {
      if (words.length() > Publishing.LONGEST) {
        return Optional.of(
            "What is said about a version has at most %d characters, got %d: \"%s…\""
                .formatted(Publishing.LONGEST, words.length(), words.substring(0, 40)));
      }
    }
    if (said.revises().isEmpty()) {
      return Optional.empty();
    }
    var name = said.revises().get();
    if (revised.isEmpty()) {
      return Optional.of(
          "There is no report %s to revise. Publish a report of its own, or name another."
              .formatted(name));
    }
    var newest = revised.get().newest();
    if (!newest.experiment().equals(experiment.value())) {
      return Optional.of(
          "The report %s is of the experiment %s, not of %s. A report is revised by publishing its own experiment again."
              .formatted(name, newest.experiment(), experiment));
    }
    return said.changes().isEmpty()
        ? Optional.of(
            "Say what changed since version %d, so that its readers know why there is another."
                .formatted(newest.version().number()))
        : Optional.empty();
  }

  private static List<String> tags(Publishing said, Optional<ReportLine> revised) {
    return said.tags().orElseGet(() -> revised.map(line -> line.newest().tags()).orElse(List.of()));
  }

  private Publication place(
      ExperimentSlug experiment,
      ReportComposer.Composition composition,
      NamedPerson author,
      List<String> tags) {
    var frozen = new LinkedHashMap<>(files.of(experiment, composition, author.id()));
    if (!tags.isEmpty()) {
      frozen.put(ReportTags.FILE, ReportTags.json(tags));
    }
    try {
      var day = LocalDate.ofInstant(composition.content().publishedAt(), ZoneId.systemDefault());
      var name = shelf.place(day, experiment.value(), frozen, given::give);
      try {
        var edition = composition.content().edition();
        var event =
            event(AuditKind.REPORT_PUBLISHED, name, new Actor(author.id()))
                .with("experiment", experiment.value())
                .with("version", edition.version());
        audit.record(
            edition.staleReason().isEmpty()
                ? event
                : event.with("although", edition.staleReason()));
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
  public String page(ExperimentSlug experiment, Notebook notebook, Actor by) {
    var person = people.get(by.person()).name();
    return files.page(
        compose(experiment, notebook, person, clock.instant(), Edition.FIRST).content());
  }

  private ReportComposer.Composition compose(
      ExperimentSlug experiment, Notebook notebook, String person, Instant time, Edition edition) {
    return composer.compose(
        new ReportComposer.Occasion(experiment, person, time, edition),
        notebook,
        execution.states(experiment, notebook));
  }
}
