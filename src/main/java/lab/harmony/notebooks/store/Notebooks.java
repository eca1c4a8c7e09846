package lab.harmony.notebooks.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import lab.harmony.notebooks.differences.CellDifference;
import lab.harmony.notebooks.differences.NotebookDifference;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.FindingStatus;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The notebooks of the workspace: what is in them, and every way to change them.
@Service
public class Notebooks {
  private final NotebookFiles files;
  private final Rights rights;
  private final Drafts drafts;
  private final ApplicationEventPublisher events;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Clock clock;
  private final Map<Chronicle, ChangeHistory> histories = new ConcurrentHashMap<>();

  private record Chronicle(ExperimentSlug slug, PersonId by) {}

  Notebooks(
      NotebookFiles files,
      Drafts drafts,
      ApplicationEventPublisher events,
      Clock clock,
      Rights rights) {
    this.rights = rights;
    this.files = files;
    this.drafts = drafts;
    this.events = events;
    this.clock = clock;
  }

  public OpenedNotebook open(ExperimentSlug slug) {
    return files.open(slug);
  }

  /// Saves the text of a cell. `base` is the text this person began from: when the cell holds
  /// another one by now, nothing is written, and `text` is kept as this person's draft.
  public Edit edit(ExperimentSlug slug, CellId id, String base, String text, Actor by) {
    var edit =
        onCell(
            slug,
            id,
            text,
            by,
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
        drafts.remove(slug, id, by.person());
        yield saved;
      }
      case Edit.Conflict _, Edit.Gone _ -> {
        drafts.keep(slug, id, by.person(), text);
        yield edit;
      }
      case Edit.Refused(var reason) -> {
        var kept = drafts.keep(slug, id, by.person(), text);
        yield new Edit.Refused(reason + " " + kept);
      }
    };
  }

  /// The texts of this person that could not be saved because somebody else was faster.
  public List<Draft> drafts(ExperimentSlug slug, Actor by) {
    return drafts.of(slug, by.person());
  }

  /// Drops a draft, after its writer chose the other text.
  public void forgetDraft(ExperimentSlug slug, CellId id, Actor by) {
    drafts.remove(slug, id, by.person());
  }

  /// The text this person writes next is a step of its own for [#undo].
  public void pauseWriting(ExperimentSlug slug, Actor by) {
    history(slug, by).pause();
    events.publishEvent(new WritingPaused(slug));
  }

  /// Adds a cell so that it stands at `index`.
  public Edit add(ExperimentSlug slug, int index, CellKind kind, String source, Actor by) {
    return change(
        slug,
        by,
        notebook -> {
          var id = freshId(notebook);
          var at = Math.clamp(index, 0, notebook.cells().size());
          return new Edit.Saved(notebook.withCell(at, Cell.blank(id, kind, source)), id);
        });
  }

  public Edit delete(ExperimentSlug slug, CellId id, Actor by) {
    return onCell(slug, id, "", by, (notebook, _) -> new Edit.Saved(notebook.without(id), id));
  }

  /// Moves a cell so that it stands at `index` among the others.
  public Edit move(ExperimentSlug slug, CellId id, int index, Actor by) {
    return onCell(
        slug,
        id,
        "",
        by,
        (notebook, _) -> {
          var to = Math.clamp(index, 0, notebook.cells().size() - 1);
          return new Edit.Saved(notebook.indexOf(id) == to ? notebook : notebook.moved(id, to), id);
        });
  }

  /// Makes a cell one of another kind; the source stays, outputs go.
  public Edit changeKind(ExperimentSlug slug, CellId id, CellKind kind, Actor by) {
    return onCell(
        slug,
        id,
        "",
        by,
        (notebook, cell) ->
            new Edit.Saved(cell.kind().equals(kind) ? notebook : notebook.withKind(id, kind), id));
  }

  public Edit setFindingStatus(ExperimentSlug slug, CellId id, FindingStatus status, Actor by) {
    return onCell(
        slug,
        id,
        "",
        by,
        (notebook, cell) ->
            new Edit.Saved(
                cell.findingStatus() == status
                    ? notebook
                    : notebook.withHarmony(id, harmony -> harmony.put("status", status.word())),
                id));
  }

  /// Takes this person's last change back: of cells, of texts, of results. What others did since
  /// stays; where both cannot be, nothing is changed and the reason is said. Empty when there is
  /// nothing.
  ///
  /// @param busy whether a cell is being executed; its result is not taken back meanwhile
  public Optional<Edit> undo(ExperimentSlug slug, Actor by, Predicate<CellId> busy) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    return history(slug, by).undo((step, way) -> go(slug, by, step, way, busy));
  }

  /// Does again what this person took back last.
  public Optional<Edit> redo(ExperimentSlug slug, Actor by, Predicate<CellId> busy) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    return history(slug, by).redo((step, way) -> go(slug, by, step, way, busy));
  }

  /// What [#undo] would take back, in a few words.
  public Optional<String> undoable(ExperimentSlug slug, Actor by) {
    return history(slug, by).undoable();
  }

  /// What [#redo] would do again, in a few words.
  public Optional<String> redoable(ExperimentSlug slug, Actor by) {
    return history(slug, by).redoable();
  }

  /// Nobody takes a change of a notebook back that is gone; another one may get its name.
  public void forgetChanges(ExperimentSlug slug) {
    histories.keySet().removeIf(chronicle -> chronicle.slug().equals(slug));
  }

  private Edit go(
      ExperimentSlug slug, Actor by, Undo step, ChangeHistory.Way way, Predicate<CellId> busy) {
    return change(
        slug,
        now ->
            switch (step.applyTo(now, busy)) {
              case Undo.Outcome.Back(var then) -> {
                if (then.equals(now)) {
                  way.blocked();
                }
                yield new Edit.Saved(then, step.cell());
              }
              case Undo.Outcome.Overtaken(var reason) -> {
                way.blocked();
                yield new Edit.Refused(reason);
              }
              case Undo.Outcome.NotYet(var reason) -> new Edit.Refused(reason);
            },
        (now, saved) -> {
          step.back(now, saved.notebook()).ifPresentOrElse(way::gone, way::blocked);
          events.publishEvent(new NotebookEdited(slug, now, saved.notebook(), by));
        });
  }

  /// Runs any change that the lab makes by itself, and nobody takes back.
  public Edit change(ExperimentSlug slug, Function<Notebook, Edit> change) {
    return change(
        slug,
        change,
        (before, saved) -> events.publishEvent(new NotebookStored(slug, before, saved.notebook())));
  }

  /// Runs any change of one cell by a person, who can take it back.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public Edit change(ExperimentSlug slug, Actor by, Function<Notebook, Edit> change) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    return change(
        slug,
        change,
        (before, saved) -> {
          Undo.of(before, saved.notebook(), saved.cell())
              .ifPresent(step -> history(slug, by).add(step, clock.instant()));
          events.publishEvent(new NotebookEdited(slug, before, saved.notebook(), by));
        });
  }

  /// Makes the notebook what it was before, in any number of cells at once; the person can take it
  /// back as one step.
  ///
  /// @param busy whether a cell is being executed, which keeps it from being changed
  public Edit restore(
      ExperimentSlug slug, UnaryOperator<Notebook> change, Predicate<CellId> busy, Actor by) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    return change(
        slug,
        now -> {
          var then = change.apply(now);
          var changed = NotebookDifference.between(now, then).changed();
          if (changed.stream().anyMatch(cell -> busy.test(cell.id()))) {
            return new Edit.Refused(Undo.BUSY);
          }
          return new Edit.Saved(
              then,
              changed.stream().findFirst().map(CellDifference::id).orElse(new CellId("none")));
        },
        (before, saved) -> {
          history(slug, by)
              .add(new Undo.Whole(saved.cell(), before, saved.notebook()), clock.instant());
          events.publishEvent(new NotebookEdited(slug, before, saved.notebook(), by));
        });
  }

  private interface Written {
    void tell(Notebook before, Edit.Saved saved);
  }

  /// The file is written and the change announced when the text is another.
  private Edit change(ExperimentSlug slug, Function<Notebook, Edit> change, Written written) {
    var news = new ArrayList<Runnable>();
    var edit =
        files.change(
            slug,
            before -> {
              news.clear(); // it may begin anew, from what others wrote meanwhile
              var result = change.apply(before);
              if (result instanceof Edit.Saved saved && !saved.notebook().equals(before)) {
                news.add(() -> written.tell(before, saved));
              }
              return result;
            });
    if (edit instanceof Edit.Saved && !news.isEmpty()) {
      news.forEach(Runnable::run);
      events.publishEvent(new NotebookChanged(slug));
    }
    return edit;
  }

  public interface CellChange {
    Edit of(Notebook notebook, Cell cell);
  }

  /// Runs a change of a cell by a person, who can take it back, or answers that the cell is gone.
  public Edit onCell(ExperimentSlug slug, CellId id, String text, Actor by, CellChange change) {
    return change(slug, by, notebook -> onCell(notebook, id, text, change));
  }

  /// Runs a change of a cell that the lab makes by itself, and nobody takes back.
  public Edit onCell(ExperimentSlug slug, CellId id, CellChange change) {
    return change(slug, notebook -> onCell(notebook, id, "", change));
  }

  private static Edit onCell(Notebook notebook, CellId id, String text, CellChange change) {
    return notebook
        .find(id)
        .map(cell -> change.of(notebook, cell))
        .orElseGet(() -> new Edit.Gone(id, text));
  }

  private CellId freshId(Notebook notebook) {
    var id = CellId.random(random);
    return notebook.find(id).isPresent() ? freshId(notebook) : id;
  }

  private ChangeHistory history(ExperimentSlug slug, Actor by) {
    return histories.computeIfAbsent(new Chronicle(slug, by.person()), _ -> new ChangeHistory());
  }
}
