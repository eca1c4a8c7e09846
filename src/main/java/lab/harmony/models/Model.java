package lab.harmony.models;

import java.nio.file.Path;

/// A model that can be used: its files are on disk and hashed.
///
/// @param folder with its files, or the one file that it is
/// @param sha256 of all its weights and configurations together; says exactly which model it is
/// @param description one sentence from the model's card
/// @param nativeSize the width and height in pixels it draws best at
public record Model(
    ModelName name, Path folder, String sha256, String description, int nativeSize) {}
