package lab.harmony.diffusion;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.prompt.ClipSkip;
import lab.harmony.diffusion.prompt.Emphasis;
import lab.harmony.diffusion.sampling.NoiseSchedule;
import lab.harmony.diffusion.sampling.SchedulerConfig;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;

/// The parts of a model, opened, and known to fit each other.
record ModelParts(NoiseSchedule schedule, TextEncoders texts, UNet unet, AutoencoderKl vae)
    implements AutoCloseable {

  /// Opens a model in folder layout.
  static ModelParts load(PipelineFolder folder, NDManager manager) {
    var schedule = NoiseSchedule.of(SchedulerConfig.read(folder.part("scheduler")));
    var encoders = new ArrayList<TextEncoders.Encoder>();
    encoders.add(encoder(folder, "", manager));
    var texts =
        switch (folder.kind()) {
          case STABLE_DIFFUSION ->
              new TextEncoders(encoders, ClipSkip.NONE, Emphasis.ORIGINAL, false);
          case STABLE_DIFFUSION_XL -> {
            encoders.add(encoder(folder, "_2", manager));
            yield new TextEncoders(
                encoders, ClipSkip.SDXL, Emphasis.NO_NORM, folder.zerosForNothing());
          }
        };
    var parts =
        new ModelParts(
            schedule,
            texts,
            UNet.load(folder.part("unet"), manager),
            AutoencoderKl.load(folder.part("vae"), manager));
    parts.requireFit(folder.path().toString());
    return parts;
  }

  private static TextEncoders.Encoder encoder(
      PipelineFolder folder, String ending, NDManager manager) {
    return new TextEncoders.Encoder(
        ClipTokenizer.load(folder.part("tokenizer" + ending)),
        ClipTextEncoder.load(folder.part("text_encoder" + ending), manager));
  }

  /// @throws ModelException if two parts do not fit; the message names `origin`
  private void requireFit(String origin) {
    var size = texts.encoders().stream().mapToInt(it -> it.network().config().size()).sum();
    require(origin, "text encoder of size", unet.config().crossAttentionDim(), size);
    unet.config()
        .sizes()
        .ifPresent(sizes ->
            require(
                origin,
                "pooled embedding of size",
                sizes.pooledSize(),
                texts.encoders().getLast().network().config().projectionSize()));
    for (var encoder : texts.encoders()) {
      var positions = encoder.network().config().positions();
      if (encoder.tokenizer().maxLength() != positions) {
        throw new ModelException(
            "%s: the text encoder has %d positions, but the tokenizer makes %d tokens"
                .formatted(origin, positions, encoder.tokenizer().maxLength()));
      }
    }
  }

  private static void require(String origin, String what, int wanted, int got) {
    if (wanted != got) {
      throw new ModelException(
          "%s: the unet needs a %s %d, got one of size %d".formatted(origin, what, wanted, got));
    }
  }

  @Override
  public void close() {
    texts.close();
    unet.close();
    vae.close();
  }
}
