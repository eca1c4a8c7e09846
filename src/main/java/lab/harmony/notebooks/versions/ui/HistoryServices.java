package lab.harmony.notebooks.versions.ui;

import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.FileExports;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.sources.NotebookFaces;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.versions.NotebookVersions;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.threads.ui.Talk;
import org.springframework.stereotype.Component;

/// What the history of a notebook works with.
@Component
record HistoryServices(
    NotebookVersions versions,
    Notebooks notebooks,
    NotebookExecution execution,
    CellHandlers handlers,
    NotebookFaces faces,
    Talk talk,
    FileExports exports,
    People people,
    Rights rights) {

  boolean mayChange(Actor person) {
    return rights.may(person, Right.EDIT_EXPERIMENTS);
  }

  boolean isBusy(ExperimentSlug slug, CellId cell) {
    var state = execution.states(slug).get(cell);
    return state != null && state.busy();
  }

  ResultPlace place(ExperimentSlug slug, Cell cell, Actor person) {
    return new ResultPlace(
        slug,
        cell.id(),
        faces::of,
        () -> {},
        () -> talk,
        exports.of(AuditKind.EXPERIMENT_EXPORTED, AuditSubject.experiment(slug.value()), person));
  }
}
