package lab.harmony.notebooks.execution;

import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;

/// A cell that is being executed has told something new; published as a Spring event.
public record CellProgressed(ExperimentSlug experiment, CellId cell) {}
