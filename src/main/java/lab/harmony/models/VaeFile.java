package lab.harmony.models;

import java.nio.file.Path;

/// An autoencoder among the models, to use instead of a model's own.
///
/// @param sha256 of the file
public record VaeFile(ModelName name, Path file, String sha256) {}
