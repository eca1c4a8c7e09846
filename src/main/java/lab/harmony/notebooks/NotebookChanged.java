package lab.harmony.notebooks;

/// A notebook's text, or the state of one of its cells, is another than before; published as a
/// Spring event.
public record NotebookChanged(ExperimentSlug experiment) {}
