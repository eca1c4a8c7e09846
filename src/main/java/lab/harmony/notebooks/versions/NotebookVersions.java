package lab.harmony.notebooks.versions;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.workspace.Found;
import org.springframework.stereotype.Service;

/// What notebooks were before, for people.
@Service
public class NotebookVersions {
  private static final int LONGEST_NAME = 100;

  private final VersionKeeper keeper;
  private final VersionRecords records;
  private final VersionShelves shelves;
  private final Notebooks notebooks;
  private final Rights rights;

  NotebookVersions(
      VersionKeeper keeper,
      VersionRecords records,
      VersionShelves shelves,
      Notebooks notebooks,
      Rights rights) {
    this.notebooks = notebooks;
    this.keeper = keeper;
    this.records = records;
    this.shelves = shelves;
    this.rights = rights;
  }

  /// Every version that is kept, the newest first; the newest is what the notebook is now.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not look at experiments
  public List<Version> list(ExperimentSlug slug, Actor by) {
    rights.require(by, Right.LOOK);
    keeper.settle(slug);
    return shelves.with(
        slug,
        shelf ->
            shelf.list().reversed().stream()
                .map(one -> Version.of(one.getKey(), one.getValue()))
                .toList());
  }

  /// What a notebook was; the reason where that cannot be put together any more.
  public Found<Notebook> open(ExperimentSlug slug, VersionId id, Actor by) {
    rights.require(by, Right.LOOK);
    return shelves.with(
        slug,
        shelf ->
            switch (shelf.text(id)) {
              case Found.Bad<String>(var problem) -> new Found.Bad<>(problem);
              case Found.Good<String>(var text) ->
                  switch (NotebookFormat.read(text)) {
                    case NotebookFormat.Reading.Valid(var notebook) -> new Found.Good<>(notebook);
                    case NotebookFormat.Reading.Invalid(var reason) ->
                        Found.bad(Path.of(id.value()), reason);
                  };
            });
  }

  /// Makes a notebook, or one cell of it, what it was in a version. That is a change like any
  /// other: its person can take it back, and it is a version of its own. A cell that was not there
  /// then goes.
  ///
  /// @param cell empty for all of the notebook
  /// @param busy whether a cell is being executed, which keeps it from being restored
  public Edit restore(
      ExperimentSlug slug, VersionId id, Optional<CellId> cell, Predicate<CellId> busy, Actor by) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    return switch (open(slug, id, by)) {
      case Found.Bad<Notebook>(var problem) -> new Edit.Refused(problem.reason());
      case Found.Good<Notebook>(var then) -> {
        notebooks.pauseWriting(slug, by);
        yield notebooks.restore(
            slug, now -> cell.map(it -> withCell(now, then, it)).orElse(then), busy, by);
      }
    };
  }

  private static Notebook withCell(Notebook now, Notebook then, CellId cell) {
    if (then.find(cell).isEmpty()) {
      return now.find(cell).isEmpty() ? now : now.without(cell);
    }
    var raw = then.raw(cell);
    return now.find(cell).isPresent()
        ? now.withRawInPlace(cell, raw)
        : now.withRaw(place(now, then, cell), raw);
  }

  /// Behind what it stood behind then, as far as that is still there.
  private static int place(Notebook now, Notebook then, CellId cell) {
    for (int before = then.indexOf(cell) - 1; before >= 0; before--) {
      int there = now.indexOf(then.cells().get(before).id());
      if (there >= 0) {
        return there + 1;
      }
    }
    return 0;
  }

  /// Calls a version something, so that it is kept; nothing takes the name away.
  public void name(ExperimentSlug slug, VersionId id, String name, Actor by) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    var line = name.strip().replaceAll("\\s+", " ");
    var cut = line.substring(0, Math.min(line.length(), LONGEST_NAME));
    shelves.with(
        slug,
        shelf -> {
          shelf.find(id).ifPresent(version -> shelf.say(id, version.named(cut)));
          return slug;
        });
  }

  /// What points to versions, such as reports, by the SHA-256 of their texts.
  public Map<String, String> held(ExperimentSlug slug) {
    return records.held(slug);
  }

  /// Returns when everything that was saved until now is a version.
  public void settle(ExperimentSlug slug) {
    keeper.settle(slug);
  }
}
