package lab.harmony.notebooks.store;

import java.time.Instant;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.PersonId;

/// A text somebody wrote for a cell that another person had changed meanwhile; kept until they
/// choose.
public record Draft(
    ExperimentSlug experiment, CellId cell, PersonId by, String text, Instant keptAt) {}
