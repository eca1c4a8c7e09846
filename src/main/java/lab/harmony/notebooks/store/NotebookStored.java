package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;

/// The lab changed a notebook by itself, as when a run was finished; published as a Spring event,
/// with each change.
public record NotebookStored(ExperimentSlug experiment, Notebook before, Notebook after) {}
