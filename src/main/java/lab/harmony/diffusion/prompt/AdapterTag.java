package lab.harmony.diffusion.prompt;

/// An adapter that a prompt asks for: `<lora:name:0.8>`.
///
/// @param name as it stands in the tag, most often a file's name without its ending
/// @param unetWeight the factor of what it adds to the denoising network
/// @param textEncoderWeight the factor of what it adds to the text encoders
public record AdapterTag(String name, double unetWeight, double textEncoderWeight) {}
