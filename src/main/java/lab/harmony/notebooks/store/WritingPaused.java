package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;

/// Somebody left the text of a cell; published as a Spring event.
public record WritingPaused(ExperimentSlug experiment) {}
