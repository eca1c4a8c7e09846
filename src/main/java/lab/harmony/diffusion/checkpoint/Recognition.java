package lab.harmony.diffusion.checkpoint;

import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.weights.SafetensorsFile;

/// What a file of tensors is, and why we think so.
public sealed interface Recognition {

  /// What it is, as it stands in a sentence: `a checkpoint of Stable Diffusion 1.x`.
  String what();

  /// The tensor or the size that decided, in a sentence.
  String reason();

  /// A whole model.
  ///
  /// @param prediction what its network predicts
  /// @param zeroTerminalSnr whether its noisiest level is noise alone
  record Checkpoint(
      Architecture architecture, Prediction prediction, boolean zeroTerminalSnr, String reason)
      implements Recognition {

    @Override
    public String what() {
      return "a checkpoint of " + architecture.displayName();
    }
  }

  /// Small matrices that change a model.
  ///
  /// @param naming whose names the tensors have: `kohya`, `PEFT` or `diffusers`
  record Adapter(String naming, String reason) implements Recognition {

    @Override
    public String what() {
      return "a LoRA adapter in %s naming".formatted(naming);
    }
  }

  /// An autoencoder alone.
  ///
  /// @param original whether it has original names; else it has diffusers'
  record Vae(boolean original, String reason) implements Recognition {

    @Override
    public String what() {
      return "an autoencoder (VAE)";
    }
  }

  /// Something that is known and not used here.
  record Unsupported(String what, String reason) implements Recognition {}

  /// Something that is not known.
  record Unknown(String reason) implements Recognition {

    @Override
    public String what() {
      return "something else";
    }
  }

  /// Looks at names and shapes only.
  static Recognition of(SafetensorsFile file) {
    return new Recogniser(file).recognise();
  }
}
