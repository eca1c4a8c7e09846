package lab.harmony.code;

import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.PersonId;

/// Whose kernel it is: of one person in one notebook.
public record KernelOwner(ExperimentSlug experiment, PersonId person) {}
