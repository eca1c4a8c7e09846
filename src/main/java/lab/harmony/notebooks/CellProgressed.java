package lab.harmony.notebooks;

/// A cell that is being executed has told something new; published as a Spring event.
public record CellProgressed(ExperimentSlug experiment, CellId cell) {}
