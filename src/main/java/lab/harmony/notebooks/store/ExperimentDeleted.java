package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;

/// An experiment lies in the trash; published as a Spring event.
///
/// @param deletion by which it is known again when it comes back
public record ExperimentDeleted(ExperimentSlug experiment, String deletion) {}
