package lab.harmony.notebooks;

import java.time.Instant;

/// A text somebody wrote for a cell that another person had changed meanwhile; kept until they
/// choose.
public record Draft(
    ExperimentSlug experiment, CellId cell, String by, String text, Instant keptAt) {}
