package lab.harmony.imports;

/// How a picture was made, as its metadata says.
///
/// @param tool that wrote the metadata, by the name its users know
/// @param sampler as this lab calls it where the lab has it, as the tool calls it otherwise
/// @param seed of the noise; tools that count to 2^64 have the same bits here, with a sign
/// @param model the name of the model
/// @param modelHash hexadecimal digits that identify the model's file, or nothing
public record PictureSettings(
    String tool,
    String prompt,
    String negativePrompt,
    long seed,
    double cfgScale,
    int steps,
    String sampler,
    String model,
    String modelHash) {}
