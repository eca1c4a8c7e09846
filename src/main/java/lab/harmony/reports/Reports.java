package lab.harmony.reports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.frozen.StaleParts;
import lab.harmony.reports.readers.Audiences;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ReportTopics;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.reports.shelf.ReportShelf;
import lab.harmony.reports.shelf.ReportTags;
import lab.harmony.threads.TopicsChanged;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Trash;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The published reports: freeze an experiment into one, and find them again.
@Service
public class Reports {

  private final ReportPublishing publishing;
  private final Rights rights;
  private final CellHandlers handlers;
  private final ReportShelf shelf;
  private final ReportIndex index;
  private final ReportReaders readers;
  private final Audiences audiences;
  private final ShareLinks shares;
  private final Trash trash;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;

  /// Folders of reports come, go and get tags one after the other.
  private final ReentrantLock shelving = new ReentrantLock();

  Reports(
      ReportPublishing publishing,
      CellHandlers handlers,
      ReportShelf shelf,
      ReportIndex index,
      ReportReaders readers,
      Audiences audiences,
      ShareLinks shares,
      Trash trash,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Rights rights) {
    this.rights = rights;
    this.events = events;
    this.publishing = publishing;
    this.handlers = handlers;
    this.shelf = shelf;
    this.index = index;
    this.readers = readers;
    this.audiences = audiences;
    this.shares = shares;
    this.trash = trash;
    this.audit = audit;
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
  /// @return whether one is there that is for whoever does it
  public boolean tag(ReportLine line, List<String> tags, Actor by) {
    rights.require(by, Right.PUBLISH);
    var json = ReportTags.json(ReportTags.of(tags));
    shelving.lock();
    try {
      var versions =
          readers.lines(by).stream()
              .filter(one -> one.id().equals(line.id()))
              .flatMap(one -> one.versions().stream())
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
  /// @throws ReportRefusal if it is not there, or not for whoever does it
  public Trash.Thrown delete(ReportName name, Actor by) throws IOException {
    rights.require(by, Right.PUBLISH);
    return take(List.of(name), by).getFirst();
  }

  /// Takes versions back, all or none.
  private List<Trash.Thrown> take(List<ReportName> names, Actor by) throws IOException {
    var thrown = new ArrayList<Trash.Thrown>();
    var taken = new LinkedHashSet<ReportLine>();
    shelving.lock();
    try {
      for (var name : names) {
        // One that is not there is told by the move.
        if (index.find(name).isPresent()) {
          readers.require(by, name);
        }
        index.line(name).ifPresent(taken::add);
      }
      for (var name : names) {
        thrown.add(trash.take(shelf.folder(name)));
      }
      var done =
          audit.together(() -> {
            taken.forEach(line -> audiences.wrote(line.id(), line.authors()));
            for (var name : names) {
              audit.record(event(AuditKind.REPORT_UNPUBLISHED, name, by));
              shares.of(name).forEach(link -> shares.revoke(link.id(), by));
            }
            return List.copyOf(thrown);
          });
      taken.forEach(line -> events.publishEvent(new TopicsChanged(ReportTopics.group(line))));
      return done;
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
    rights.require(by, Right.PUBLISH);
    return take(line.versions().stream().map(PublishedReport::name).toList(), by);
  }

  /// Puts a deleted report back, without its share links.
  ///
  /// @return why it could not be; empty when it is there again
  public Optional<String> restore(Trash.Thrown thrown, Actor by) {
    rights.require(by, Right.PUBLISH);
    var problem = trash.putBack(thrown);
    if (problem.isEmpty()) {
      ReportName.find(String.valueOf(thrown.from().getFileName()))
          .flatMap(index::line)
          .ifPresent(line -> events.publishEvent(new TopicsChanged(ReportTopics.group(line))));
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
    return publish(experiment, said, () -> false);
  }

  /// The same for somebody who may stop it.
  ///
  /// @param stopped says whether it is wanted no more; asked until the report is on the shelf
  public Publication publish(ExperimentSlug experiment, Publishing said, BooleanSupplier stopped) {
    rights.require(said.author(), Right.PUBLISH);
    return publishing.publish(experiment, said, stopped);
  }

  /// The page that publishing would freeze now, for somebody who has not said all of it yet.
  public String preview(ExperimentSlug experiment, Publishing said) {
    rights.require(said.author(), Right.PUBLISH);
    return publishing.preview(experiment, said);
  }

  /// The page of a notebook as a report of its own, without publishing it.
  public String page(ExperimentSlug experiment, Notebook notebook, Actor by) {
    rights.require(by, Right.EXPORT);
    return publishing.page(experiment, notebook, Publishing.by(by));
  }
}
