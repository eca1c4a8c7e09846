package lab.harmony.models;

import java.nio.file.Path;

/// A LoRA adapter among the models: prompts draw with it by `<lora:NAME:0.8>`.
///
/// @param sha256 of the file
/// @param naming whose names its tensors have: `kohya`, `PEFT` or `diffusers`
/// @param description what its own metadata says of it
public record AdapterFile(
    ModelName name, Path file, String sha256, String naming, String description) {}
