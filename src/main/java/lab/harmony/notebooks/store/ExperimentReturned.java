package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;

/// The folder of a deleted experiment was moved back by hand; published as a Spring event.
///
/// @param deletion which of all deletions of experiments of this name it is of
public record ExperimentReturned(ExperimentSlug experiment, String deletion) {}
