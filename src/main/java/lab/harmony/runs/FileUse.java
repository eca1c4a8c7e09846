package lab.harmony.runs;

/// A file that a run draws with beside its model: an adapter or an autoencoder, by its name among
/// the models, and the hash of its content.
public record FileUse(String name, String sha256) {}
