package lab.harmony.models;

import java.nio.file.Path;

/// A model that can be used: its files are on disk and hashed.
///
/// @param folder with its files, or the one file that it is
/// @param sha256 of all its weights and configurations together; says exactly which model it is
/// @param description one sentence from the model's card
/// @param nativeSize the width and height in pixels it draws best at
/// @param hasVae whether it has an autoencoder of its own; else a run has to name one
public record Model(
    ModelName name,
    Path folder,
    String sha256,
    String description,
    int nativeSize,
    boolean hasVae) {

  /// A model with all its parts.
  public Model(ModelName name, Path folder, String sha256, String description, int nativeSize) {
    this(name, folder, sha256, description, nativeSize, true);
  }

  /// How one asks for it in a run cell.
  public String asked() {
    return hasVae
        ? "model: " + name
        : "model: %s with vae: NAME, since it has none".formatted(name);
  }
}
