package lab.harmony.recipe;

/// A file that pictures are drawn with: a model or an autoencoder, by its name among the models,
/// and the hash of its content.
public record FileUse(String name, String sha256) {}
