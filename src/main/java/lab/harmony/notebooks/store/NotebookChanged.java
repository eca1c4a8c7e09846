package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;

/// A notebook's text, or the state of one of its cells, is another than before; published as a
/// Spring event.
public record NotebookChanged(ExperimentSlug experiment) {}
