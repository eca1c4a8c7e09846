package lab.harmony.activity;

/// Something happened that [Activity] would tell. Whoever tells of it publishes this once others
/// can see it.
public record ActivityChanged() {}
