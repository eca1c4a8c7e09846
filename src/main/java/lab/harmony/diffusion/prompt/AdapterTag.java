package lab.harmony.diffusion.prompt;

import java.text.Normalizer;

/// An adapter that a prompt asks for: `<lora:name:0.8>`.
///
/// @param name most often a file's name without its ending; in Unicode's composed form, without
///   blanks around it
/// @param unetWeight the factor of what it adds to the denoising network
/// @param textEncoderWeight the factor of what it adds to the text encoders
public record AdapterTag(String name, double unetWeight, double textEncoderWeight) {

  public AdapterTag {
    name = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
  }
}
