package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;

/// A deleted experiment is there again, brought back in the lab or moved back by hand, of which it
/// may be told more than once; published as a Spring event.
///
/// @param deletion which of all deletions of experiments of this name it is of
public record ExperimentReturned(ExperimentSlug experiment, String deletion) {}
