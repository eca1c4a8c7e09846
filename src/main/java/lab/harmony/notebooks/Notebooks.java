package lab.harmony.notebooks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The notebooks of the workspace: what is in them, and every way to change them.
@Service
public class Notebooks {
  private final NotebookFiles files;
  private final Drafts drafts;
  private final ApplicationEventPublisher events;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Map<ExperimentSlug, UndoStack> undos = new ConcurrentHashMap<>();

  Notebooks(NotebookFiles files, Drafts drafts, ApplicationEventPublisher events) {
    this.files = files;
    this.drafts = drafts;
    this.events = events;
  }

  public OpenedNotebook open(ExperimentSlug slug) {
    return files.open(slug);
  }

  /// Saves the text of a cell. `base` is the text this person began from: when the cell holds
  /// another one by now, nothing is written, and `text` is kept as this person's draft.
  public Edit edit(ExperimentSlug slug, CellId id, String base, String text, String by) {
    var edit =
        onCell(
            slug,
            id,
            text,
            (notebook, cell) -> {
              if (cell.source().equals(text)) {
                return new Edit.Saved(notebook, id);
              }
              return cell.source().equals(base)
                  ? new Edit.Saved(notebook.withSource(id, text), id)
                  : new Edit.Conflict(id, cell.source(), text);
            });
    return switch (edit) {
      case Edit.Saved saved -> {
        drafts.remove(slug, id, by);
        yield saved;
      }
      case Edit.Conflict _, Edit.Gone _ -> {
        drafts.keep(slug, id, by, text);
        yield edit;
      }
      case Edit.Refused(var reason) -> {
        var kept = drafts.keep(slug, id, by, text);
        yield new Edit.Refused(reason + " " + kept);
      }
    };
  }

  /// The texts of this person that could not be saved because somebody else was faster.
  public List<Draft> drafts(ExperimentSlug slug, String by) {
    return drafts.of(slug, by);
  }

  /// Drops a draft, after its writer chose the other text.
  public void forgetDraft(ExperimentSlug slug, CellId id, String by) {
    drafts.remove(slug, id, by);
  }

  /// Adds a cell so that it stands at `index`.
  public Edit add(ExperimentSlug slug, int index, CellKind kind, String source, String by) {
    return change(
        slug,
        notebook -> {
          var id = freshId(notebook);
          var at = Math.clamp(index, 0, notebook.cells().size());
          undos(slug).push(by, new Undo.Remove(id));
          return new Edit.Saved(notebook.withCell(at, Cell.blank(id, kind, source)), id);
        });
  }

  public Edit delete(ExperimentSlug slug, CellId id, String by) {
    return onCell(
        slug,
        id,
        "",
        (notebook, _) -> {
          undos(slug).push(by, new Undo.PutBack(id, notebook.indexOf(id), notebook.raw(id)));
          return new Edit.Saved(notebook.without(id), id);
        });
  }

  /// Moves a cell so that it stands at `index` among the others.
  public Edit move(ExperimentSlug slug, CellId id, int index, String by) {
    return onCell(
        slug,
        id,
        "",
        (notebook, _) -> {
          var from = notebook.indexOf(id);
          var to = Math.clamp(index, 0, notebook.cells().size() - 1);
          if (from == to) {
            return new Edit.Saved(notebook, id);
          }
          undos(slug).push(by, new Undo.MoveBack(id, from));
          return new Edit.Saved(notebook.moved(id, to), id);
        });
  }

  /// Makes a cell one of another kind; the source stays, outputs go.
  public Edit changeKind(ExperimentSlug slug, CellId id, CellKind kind, String by) {
    return restorable(
        slug, id, by, notebook -> notebook.withKind(id, kind), cell -> cell.kind() == kind);
  }

  public Edit setFindingStatus(ExperimentSlug slug, CellId id, FindingStatus status, String by) {
    return restorable(
        slug,
        id,
        by,
        notebook -> notebook.withHarmony(id, harmony -> harmony.put("status", status.word())),
        cell -> cell.findingStatus() == status);
  }

  /// Takes this person's last change of cells back; empty when there is none.
  public Optional<Edit> undo(ExperimentSlug slug, String by) {
    return undos(slug)
        .pop(by)
        .map(undo ->
            change(
                slug,
                notebook -> new Edit.Saved(undo.applyTo(notebook).orElse(notebook), undo.cell())));
  }

  /// Runs any change; the file is written and the change announced when the text is another.
  Edit change(ExperimentSlug slug, Function<Notebook, Edit> change) {
    var written = new boolean[1];
    var edit =
        files.change(
            slug,
            before -> {
              var result = change.apply(before);
              written[0] = result instanceof Edit.Saved(var after, _) && !after.equals(before);
              return result;
            });
    if (written[0]) {
      events.publishEvent(new NotebookChanged(slug));
    }
    return edit;
  }

  interface CellChange {
    Edit of(Notebook notebook, Cell cell);
  }

  /// Runs a change of a cell, or answers that the cell is gone.
  Edit onCell(ExperimentSlug slug, CellId id, String text, CellChange change) {
    return change(
        slug,
        notebook ->
            notebook
                .find(id)
                .map(cell -> change.of(notebook, cell))
                .orElseGet(() -> new Edit.Gone(id, text)));
  }

  private Edit restorable(
      ExperimentSlug slug,
      CellId id,
      String by,
      UnaryOperator<Notebook> change,
      java.util.function.Predicate<Cell> already) {
    return onCell(
        slug,
        id,
        "",
        (notebook, cell) -> {
          if (already.test(cell)) {
            return new Edit.Saved(notebook, id);
          }
          undos(slug).push(by, new Undo.Restore(id, notebook.raw(id)));
          return new Edit.Saved(change.apply(notebook), id);
        });
  }

  private CellId freshId(Notebook notebook) {
    var id = CellId.random(random);
    return notebook.find(id).isPresent() ? freshId(notebook) : id;
  }

  private UndoStack undos(ExperimentSlug slug) {
    return undos.computeIfAbsent(slug, _ -> new UndoStack());
  }
}
