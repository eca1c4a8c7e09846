package lab.harmony.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.audit.NotRecorded;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.reports.frozen.Edition;
import lab.harmony.reports.frozen.NoticePage;
import lab.harmony.reports.frozen.ReportComposer;
import lab.harmony.reports.frozen.StaleParts;
import lab.harmony.reports.readers.AudienceFacts;
import lab.harmony.reports.readers.Audiences;
import lab.harmony.reports.readers.Readership;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.shelf.FrozenBrief;
import lab.harmony.reports.shelf.GivenNames;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.ReportFiles;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.reports.shelf.ReportShelf;
import lab.harmony.reports.shelf.ReportTags;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.ReadOnce;
import lab.harmony.workspace.Trash;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Freezes experiments into reports, or shows what that would give. All that one says is of one
/// moment: whoever scores meanwhile is in all of it or in none.
@Component
class ReportPublishing {

  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final CellHandlers handlers;
  private final ReportComposer composer;
  private final ReportFiles files;
  private final ReportShelf shelf;
  private final ReportIndex index;
  private final ReportReaders readers;
  private final Readership readership;
  private final Audiences audiences;
  private final GivenNames given;
  private final Trash trash;
  private final AuditTrail audit;
  private final People people;
  private final Clock clock;
  private final TransactionTemplate moment;

  /// Of two who revise a report at once, each makes a version of their own.
  private final ReentrantLock publishing = new ReentrantLock();

  ReportPublishing(
      Notebooks notebooks,
      NotebookExecution execution,
      CellHandlers handlers,
      ReportComposer composer,
      ReportFiles files,
      ReportShelf shelf,
      ReportIndex index,
      ReportReaders readers,
      Readership readership,
      Audiences audiences,
      GivenNames given,
      Trash trash,
      AuditTrail audit,
      People people,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.notebooks = notebooks;
    this.execution = execution;
    this.handlers = handlers;
    this.composer = composer;
    this.files = files;
    this.shelf = shelf;
    this.index = index;
    this.readers = readers;
    this.readership = readership;
    this.audiences = audiences;
    this.given = given;
    this.trash = trash;
    this.audit = audit;
    this.people = people;
    this.clock = clock;
    // In H2 this is a look at all tables as they are when it begins; it keeps nobody from writing.
    moment = new TransactionTemplate(transactions);
    moment.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
    moment.setReadOnly(true);
  }

  /// @param stopped says whether it is wanted no more; asked until the report is on the shelf
  Publication publish(ExperimentSlug experiment, Publishing said, BooleanSupplier stopped) {
    publishing.lock();
    try {
      // What the report is made of is a version of its own.
      notebooks.pauseWriting(experiment, said.author());
      return switch (notebooks.open(experiment)) {
        case OpenedNotebook.Readable(var notebook) ->
            publish(experiment, notebook, said, goOn(stopped));
        case OpenedNotebook.Unreadable(var reason) -> new Publication.Refused(reason);
        case OpenedNotebook.Missing _ ->
            new Publication.Refused("There is no experiment \"%s\".".formatted(experiment));
      };
    } catch (CancellationException stop) {
      return new Publication.Refused("It was stopped. Nothing was written.");
    } finally {
      publishing.unlock();
    }
  }

  private static Runnable goOn(BooleanSupplier stopped) {
    return () -> {
      if (stopped.getAsBoolean()) {
        throw new CancellationException();
      }
    };
  }

  private Publication publish(
      ExperimentSlug experiment, Notebook notebook, Publishing said, Runnable goOn) {
    goOn.run();
    if (!composer.hasPictures(experiment, notebook)) {
      return new Publication.Refused(
          "This experiment has no pictures yet. Run it first, then publish.");
    }
    var revised = revised(said);
    var reason = refusal(experiment, said, revised);
    if (reason.isPresent()) {
      return new Publication.Refused(reason.get());
    }
    var stale = StaleParts.of(notebook, execution.states(experiment, notebook), handlers);
    if (!said.covers(stale)) {
      return new Publication.NeedsReason(stale);
    }
    var time = clock.instant();
    var line =
        revised.map(ReportLine::id).orElseGet(() -> FrozenBrief.line(experiment.value(), time));
    int number = number(line, revised);
    while (!given.give(line, number)) { // another program was quicker
      number++;
    }
    var published = false;
    try {
      var draft = new Draft(experiment, notebook, said, revised, line, number, time, goOn);
      var publication = publish(draft, stale);
      published = publication instanceof Publication.Published;
      return publication;
    } finally {
      if (!published) {
        given.release(line, number);
      }
    }
  }

  private Optional<ReportLine> revised(Publishing said) {
    return said.revises().flatMap(name -> readers.line(name, said.author()));
  }

  private int number(String line, Optional<ReportLine> revised) {
    return 1
        + Math.max(
            given.highest(line), revised.map(it -> it.newest().version().number()).orElse(0));
  }

  /// A version that is about to be.
  private record Draft(
      ExperimentSlug experiment,
      Notebook notebook,
      Publishing said,
      Optional<ReportLine> revised,
      String line,
      int number,
      Instant time,
      Runnable goOn) {

    Edition edition(String reason) {
      return revised
          .map(it -> it.next(number, said.changes(), reason))
          .orElseGet(() -> new Edition(line, number, said.changes(), reason, List.of()));
    }
  }

  /// What a report consists of before it has a place.
  private record Frozen(ReportComposer.Composition composition, Map<String, byte[]> files) {
    List<String> stale() {
      return composition.content().stale();
    }
  }

  /// A reason stands in the report only where something is out of date.
  private Publication publish(Draft draft, List<String> stale) {
    var said = draft.said();
    var author = people.get(said.author().person()).named();
    var reason = stale.isEmpty() ? "" : said.staleReason();
    var frozen = frozen(draft, author, reason);
    if (!said.covers(frozen.stale())) {
      return new Publication.NeedsReason(frozen.stale());
    }
    if (reason.isEmpty() != frozen.stale().isEmpty()) {
      var other = frozen.stale().isEmpty() ? "" : said.staleReason();
      frozen = frozen(draft, author, other);
      if (!said.covers(frozen.stale())) {
        return new Publication.NeedsReason(frozen.stale());
      }
    }
    draft.goOn().run();
    return place(draft, frozen, author);
  }

  private Frozen frozen(Draft draft, NamedPerson author, String reason) {
    return atOneMoment(() -> {
      var composition = compose(draft, author.name(), reason);
      return new Frozen(composition, files.of(draft.experiment(), composition, author.id()));
    });
  }

  private <T> T atOneMoment(Supplier<T> look) {
    return ReadOnce.during(() -> Objects.requireNonNull(moment.execute(_ -> look.get())));
  }

  private ReportComposer.Composition compose(Draft draft, String author, String reason) {
    return composer.compose(
        new ReportComposer.Occasion(
            draft.experiment(), author, draft.time(), draft.edition(reason)),
        draft.notebook(),
        execution.states(draft.experiment(), draft.notebook()),
        draft.goOn());
  }

  /// Why a report cannot be revised as it is wished.
  private Optional<String> refusal(
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
    if (!readership.mayDecide(said.author(), revised.get())) {
      return Optional.of(
          "The report %s is revised by whoever published a version of it (%s) and by owners of the lab.%s Publish a report of its own."
              .formatted(newest.name(), revised.get().authorNames(), byNameAlone(revised.get())));
    }
    return said.changes().isEmpty()
        ? Optional.of(
            "Say what changed since version %d, so that its readers know why there is another."
                .formatted(newest.version().number()))
        : Optional.empty();
  }

  /// Somebody may be called like the author of a version that says no id, and is not let in by
  /// that.
  private static String byNameAlone(ReportLine line) {
    return line.versions().stream().allMatch(version -> version.author().isPresent())
        ? ""
        : " A version of before says by a name alone who published it: an owner revises it.";
  }

  private Publication place(Draft draft, Frozen frozen, NamedPerson author) {
    var said = draft.said();
    var tags =
        said.tags()
            .orElseGet(() -> draft.revised().map(line -> line.newest().tags()).orElse(List.of()));
    var all = new LinkedHashMap<>(frozen.files());
    if (!tags.isEmpty()) {
      all.put(ReportTags.FILE, ReportTags.json(tags));
    }
    // For whom it is stands before it is there.
    said.audience()
        .filter(_ -> draft.revised().isEmpty())
        .ifPresent(audience -> audit.together(() -> audiences.put(draft.line(), audience)));
    try {
      var day = LocalDate.ofInstant(draft.time(), ZoneId.systemDefault());
      var name = shelf.place(day, draft.experiment().value(), all, given::give);
      try {
        audit.together(() -> {
          audiences.wrote(draft.line(), List.of(author.id()));
          audit.record(event(draft, frozen, name, author));
          return name;
        });
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

  private AuditEvent event(Draft draft, Frozen frozen, ReportName name, NamedPerson author) {
    var edition = frozen.composition().content().edition();
    var event =
        AudienceFacts.in(
                AuditEvent.of(
                    AuditKind.REPORT_PUBLISHED,
                    new Actor(author.id()),
                    AuditSubject.report(name.value())),
                audiences.of(draft.line()),
                people)
            .with("experiment", draft.experiment().value())
            .with("version", edition.version());
    return edition.staleReason().isEmpty() ? event : event.with("although", edition.staleReason());
  }

  /// The page that publishing would freeze now.
  String preview(ExperimentSlug experiment, Publishing said) {
    return switch (notebooks.open(experiment)) {
      case OpenedNotebook.Readable(var notebook) -> page(experiment, notebook, said);
      case OpenedNotebook.Unreadable(var reason) -> NoticePage.html("There is no preview", reason);
      case OpenedNotebook.Missing _ ->
          NoticePage.html("There is no preview", "The experiment is not there any more.");
    };
  }

  String page(ExperimentSlug experiment, Notebook notebook, Publishing said) {
    var revised = revised(said);
    var line = revised.map(ReportLine::id).orElse("");
    var draft =
        new Draft(
            experiment,
            notebook,
            said,
            revised,
            line,
            revised.isEmpty() ? 1 : number(line, revised),
            clock.instant(),
            () -> {});
    var author = people.get(said.author().person()).name();
    return atOneMoment(() -> files.page(compose(draft, author, said.staleReason()).content()));
  }
}
