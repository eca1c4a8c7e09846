package lab.harmony.notebooks;

import java.io.IOException;
import java.util.Optional;
import lab.harmony.activity.ActivityChanged;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.ExperimentDeleted;
import lab.harmony.notebooks.store.ExperimentMade;
import lab.harmony.notebooks.store.ExperimentReturned;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicEnds;
import lab.harmony.threads.TopicGroup;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.FolderUse;
import lab.harmony.workspace.Trash;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Renames, duplicates and deletes whole experiments. Nothing is gone: a deleted experiment's
/// folder lies in `trash/` of the data folder, and its runs and scores stay in the lab.
@Service
public class ExperimentKeeping {
  private static final int MOST_COPIES = 100;

  private final Notebooks notebooks;
  private final Rights rights;
  private final NotebookFiles files;
  private final NotebookExecution execution;
  private final Trash trash;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final TopicEnds topics;
  private final ExperimentDeeds deeds;
  private final ObjectProvider<FolderUse> uses;

  ExperimentKeeping(
      Notebooks notebooks,
      NotebookFiles files,
      NotebookExecution execution,
      Trash trash,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Rights rights,
      TopicEnds topics,
      ExperimentDeeds deeds,
      ObjectProvider<FolderUse> uses) {
    this.uses = uses;
    this.topics = topics;
    this.deeds = deeds;
    this.rights = rights;
    this.notebooks = notebooks;
    this.files = files;
    this.execution = execution;
    this.trash = trash;
    this.audit = audit;
    this.events = events;
  }

  /// What became of the wish to delete an experiment.
  public sealed interface Deletion {
    /// It lies in the trash, until it is put back.
    record Deleted(ExperimentSlug slug, Trash.Thrown thrown) implements Deletion {}

    /// The reason says what to do first.
    record Refused(String reason) implements Deletion {}
  }

  /// Gives an experiment another title. Its folder and address stay, so links, runs and scores do
  /// too. The person can take it back in the notebook.
  public Edit rename(ExperimentSlug slug, String title, Actor by) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    var line = title.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return new Edit.Refused("A title needs at least one letter.");
    }
    notebooks.pauseWriting(slug, by);
    return notebooks.change(
        slug,
        by,
        notebook -> {
          var cell = notebook.titleCell();
          if (cell.isPresent()) {
            var id = cell.get().id();
            return new Edit.Saved(notebook.withSource(id, retitled(cell.get().source(), line)), id);
          }
          var id = new CellId("title");
          return notebook.find(id).isPresent()
              ? new Edit.Refused("The notebook has no line that begins with \"# \"; write one.")
              : new Edit.Saved(
                  notebook.withCell(0, Cell.blank(id, CellKind.MARKDOWN, "# " + line)), id);
        });
  }

  /// Makes an experiment with the same cells, of which none was executed yet.
  public Experiments.Creation duplicate(ExperimentSlug slug, Actor by) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    if (!(files.open(slug) instanceof OpenedNotebook.Readable(var notebook))) {
      return new Experiments.Creation.Rejected(
          "The notebook of %s cannot be read.".formatted(slug));
    }
    var title = notebook.title().orElse(slug.value()) + " (copy)";
    for (int copy = 1; copy <= MOST_COPIES; copy++) {
      var to =
          ExperimentSlug.fromTitle(cut(slug.value()) + "-copy" + (copy == 1 ? "" : "-" + copy));
      try {
        if (to.isPresent() && files.create(to.get(), unexecuted(notebook, title))) {
          topics.taken(said(to.get()));
          deeds.made(to.get(), title, by);
          told(to.get(), by);
          events.publishEvent(new NotebookChanged(to.get()));
          return new Experiments.Creation.Created(to.get());
        }
      } catch (AtomicFiles.NotWritten e) {
        return new Experiments.Creation.Rejected(e.sentence());
      }
    }
    return new Experiments.Creation.Rejected(
        "There are %d copies of %s already; rename or delete some.".formatted(MOST_COPIES, slug));
  }

  private void told(ExperimentSlug copy, Actor by) {
    if (files.open(copy) instanceof OpenedNotebook.Readable(var notebook)) {
      events.publishEvent(new ExperimentMade(copy, notebook, by));
    }
  }

  /// Moves an experiment's folder to the trash.
  public Deletion delete(ExperimentSlug slug, Actor by) {
    rights.require(by, Right.DELETE_EXPERIMENTS);
    if (files.open(slug) instanceof OpenedNotebook.Readable(var notebook)
        && execution.states(slug, notebook).values().stream().anyMatch(CellState::busy)) {
      return new Deletion.Refused(
          "%s is being executed. Stop its cells, then delete it.".formatted(slug));
    }
    var use = uses.stream().flatMap(one -> one.of(files.folder(slug)).stream()).findFirst();
    if (use.isPresent()) {
      return new Deletion.Refused("%s, then delete %s.".formatted(use.get(), slug));
    }
    var title = title(slug);
    try {
      var thrown = trash.take(files.folder(slug));
      try {
        files.markDeleted(thrown.folder(), deletion(thrown));
        audit.together(() -> {
          topics.ended(said(slug), deletion(thrown));
          deeds.deleted(slug, title, deletion(thrown), by);
          audit.record(event(AuditKind.EXPERIMENT_DELETED, slug, by));
          return slug;
        });
      } catch (RuntimeException e) {
        return new Deletion.Refused(trash.takenBack(thrown, e));
      }
      notebooks.forgetChanges(slug);
      events.publishEvent(new ExperimentDeleted(slug, deletion(thrown)));
      events.publishEvent(new NotebookChanged(slug));
      events.publishEvent(new ActivityChanged());
      return new Deletion.Deleted(slug, thrown);
    } catch (IOException e) {
      return new Deletion.Refused(
          "experiments/%s could not be moved to the trash: %s".formatted(slug, e.getMessage()));
    }
  }

  /// Puts a deleted experiment back.
  ///
  /// @return why it could not be; empty when it is there again
  public Optional<String> restore(Deletion.Deleted deleted, Actor by) {
    rights.require(by, Right.DELETE_EXPERIMENTS);
    var problem = trash.putBack(deleted.thrown());
    if (problem.isEmpty()) {
      audit.recordOrTell(
          AuditKind.EXPERIMENT_BROUGHT_BACK,
          () -> event(AuditKind.EXPERIMENT_BROUGHT_BACK, deleted.slug(), by));
      bringBack(deleted, by);
    }
    events.publishEvent(new NotebookChanged(deleted.slug()));
    return problem;
  }

  /// The folder is back already. What cannot be brought back with it now is by whoever looks for
  /// folders that have their mark still.
  private void bringBack(Deletion.Deleted deleted, Actor by) {
    try {
      topics.back(said(deleted.slug()), deletion(deleted.thrown()));
      deeds.restored(
          deleted.slug(), title(deleted.slug()), deletion(deleted.thrown()), Optional.of(by));
      events.publishEvent(new ExperimentReturned(deleted.slug(), deletion(deleted.thrown())));
      files.unmarkDeleted(deleted.slug());
    } catch (DataAccessException e) {
      LoggerFactory.getLogger(ExperimentKeeping.class)
          .warn("What was said about {} is not back yet.", deleted.slug(), e);
    }
  }

  /// What was said about a deleted experiment is about it again, also where it was put back by
  /// hand.
  @EventListener
  void returned(ExperimentReturned event) {
    topics.back(said(event.experiment()), event.deletion());
    deeds.restored(
        event.experiment(), title(event.experiment()), event.deletion(), Optional.empty());
  }

  private String title(ExperimentSlug slug) {
    return files.open(slug) instanceof OpenedNotebook.Readable(var notebook)
        ? notebook.title().orElse(slug.value())
        : slug.value();
  }

  private static TopicGroup said(ExperimentSlug slug) {
    return TopicGroup.of(new Topic.WholeExperiment(slug.value()));
  }

  private static String deletion(Trash.Thrown thrown) {
    return thrown.folder().getFileName().toString();
  }

  private AuditEvent event(AuditKind kind, ExperimentSlug slug, Actor by) {
    return AuditEvent.of(kind, by, AuditSubject.experiment(slug.value()));
  }

  private static String retitled(String source, String title) {
    var lines = source.lines().toList();
    var first =
        lines.indexOf(lines.stream().filter(line -> line.startsWith("# ")).findFirst().orElse(""));
    var changed = new java.util.ArrayList<>(lines);
    changed.set(first, "# " + title);
    return String.join("\n", changed);
  }

  private static Notebook unexecuted(Notebook notebook, String title) {
    var root = (ObjectNode) JsonText.MAPPER.readTree(notebook.text());
    for (JsonNode cell : root.path("cells")) {
      if (cell instanceof ObjectNode code && code.path("cell_type").asString("").equals("code")) {
        code.putNull("execution_count");
        code.putArray("outputs");
        if (code.path("metadata").path("harmony") instanceof ObjectNode harmony) {
          harmony.remove("executed");
        }
      }
    }
    var copy = Notebook.of(JsonText.of(root.toPrettyString() + "\n"));
    return copy.titleCell()
        .map(cell -> copy.withSource(cell.id(), retitled(cell.source(), title)))
        .orElse(copy);
  }

  /// Room for what is added to a slug.
  private static String cut(String slug) {
    return slug.substring(0, Math.min(slug.length(), 50));
  }
}
