package lab.harmony.imports.settings;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// How a picture was made, as its metadata says.
///
/// @param tool that wrote the metadata, by the name its users know
/// @param sampler as this lab calls it where the lab has it, as the tool calls it otherwise
/// @param seed of the noise; tools that count to 2^64 have the same bits here, with a sign
/// @param model the name of the model
/// @param modelHash hexadecimal digits that identify the model's file, or nothing
public record PictureSettings(
    String tool,
    Told prompt,
    Told negativePrompt,
    long seed,
    double cfgScale,
    int steps,
    String sampler,
    String model,
    String modelHash) {

  /// Settings whose prompts are known.
  public PictureSettings(
      String tool,
      String prompt,
      String negativePrompt,
      long seed,
      double cfgScale,
      int steps,
      String sampler,
      String model,
      String modelHash) {
    this(
        tool,
        new Told.Known(prompt),
        new Told.Known(negativePrompt),
        seed,
        cfgScale,
        steps,
        sampler,
        model,
        modelHash);
  }

  /// What is not known, with the reason.
  public SequencedMap<String, String> notKnown() {
    var missing = new LinkedHashMap<String, String>();
    if (prompt instanceof Told.NotKnown(var reason)) {
      missing.put("prompt", reason);
    }
    if (negativePrompt instanceof Told.NotKnown(var reason)) {
      missing.put("negative prompt", reason);
    }
    return missing;
  }
}
