package lab.harmony.runs;

/// Something about a run changed: state, progress, pictures or log. Published after the change is
/// committed, a few times a second at most.
public record RunChanged(RunId run) {}
