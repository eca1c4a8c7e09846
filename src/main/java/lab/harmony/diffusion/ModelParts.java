package lab.harmony.diffusion;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.diffusion.checkpoint.Architecture;
import lab.harmony.diffusion.checkpoint.SingleFile;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.prompt.ClipSkip;
import lab.harmony.diffusion.prompt.Emphasis;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.SchedulerConfig;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;
import lab.harmony.diffusion.weights.ModelException;

/// The parts of a model, opened, and known to fit each other.
record ModelParts(NoiseSchedule schedule, TextEncoders texts, UNet unet, AutoencoderKl vae)
    implements AutoCloseable {

  static ModelParts load(ModelSource source, NDManager manager) {
    var model = source.model();
    return Files.isRegularFile(model) && model.toString().endsWith(".safetensors")
        ? ofFile(SingleFile.open(model), source, manager)
        : ofFolder(PipelineFolder.check(model), source, manager);
  }

  private static ModelParts ofFolder(PipelineFolder folder, ModelSource source, NDManager manager) {
    requireVae(source, folder.hasVae());
    folder.requireWhole();
    var encoders = new ArrayList<TextEncoders.Encoder>();
    encoders.add(encoder(folder, "", manager));
    if (folder.kind() == PipelineFolder.Kind.STABLE_DIFFUSION_XL) {
      encoders.add(encoder(folder, "_2", manager));
    }
    var unet = UNet.load(folder.part("unet"), manager);
    var architecture = architecture(folder, unet);
    return fitting(
        source,
        SchedulerConfig.read(folder.part("scheduler")),
        texts(architecture, encoders, folder.zerosForNothing()),
        unet,
        source.vae().isPresent()
            ? vae(source.vae().get(), architecture, manager)
            : AutoencoderKl.load(folder.part("vae"), manager),
        manager);
  }

  private static Architecture architecture(PipelineFolder folder, UNet unet) {
    return switch (folder.kind()) {
      case STABLE_DIFFUSION_XL -> Architecture.STABLE_DIFFUSION_XL;
      case STABLE_DIFFUSION ->
          unet.config().linearProjection()
              ? Architecture.STABLE_DIFFUSION_2
              : Architecture.STABLE_DIFFUSION_1;
    };
  }

  private static ModelParts ofFile(SingleFile file, ModelSource source, NDManager manager) {
    requireVae(source, file.hasVae());
    var architecture = file.recognised().architecture();
    var encoders = new ArrayList<TextEncoders.Encoder>();
    for (var network : file.textEncoders(manager)) {
      // CLIP's own encoder pads with the end, OpenCLIP's with the first token.
      var pad = network.config().quickGelu() ? "<|endoftext|>" : "!";
      encoders.add(new TextEncoders.Encoder(ClipTokenizer.clip(pad), network));
    }
    return fitting(
        source,
        file.schedule(),
        texts(architecture, encoders, architecture == Architecture.STABLE_DIFFUSION_XL),
        file.unet(manager),
        source.vae().isPresent()
            ? vae(source.vae().get(), architecture, manager)
            : file.vae(manager),
        manager);
  }

  private static void requireVae(ModelSource source, boolean hasOwn) {
    if (source.vae().isEmpty() && !hasOwn) {
      throw new ModelException(
          "%s has no autoencoder (VAE), which makes pictures of latents; name one beside it: vae: NAME in a run cell, --vae NAME at the command line"
              .formatted(source.model()));
    }
  }

  /// The same with another UNet.
  ModelParts with(UNet other) {
    return new ModelParts(schedule, texts, other, vae);
  }

  /// A picture in latent space, (1, 4, h, w): the mean of its encoding, scaled.
  Latents encode(BufferedImage image, NDManager manager) {
    try (var scope = manager.newSubManager()) {
      var shape = new Shape(1, 3, image.getHeight(), image.getWidth());
      var latents = vae.toLatents(scope.create(Planes.planes(image), shape));
      var sizes = latents.getShape();
      return Latents.of(
          1, (int) sizes.get(1), (int) sizes.get(2), (int) sizes.get(3), latents.toFloatArray());
    }
  }

  private static AutoencoderKl vae(Path path, Architecture architecture, NDManager manager) {
    if (!Files.isDirectory(path)) {
      return SingleFile.vae(path, architecture, manager);
    }
    AutoencoderKl.requireWhole(path);
    return AutoencoderKl.load(path, manager);
  }

  private static TextEncoders texts(
      Architecture architecture, List<TextEncoders.Encoder> encoders, boolean zerosForNothing) {
    return architecture == Architecture.STABLE_DIFFUSION_XL
        ? new TextEncoders(encoders, ClipSkip.SDXL, Emphasis.NO_NORM, zerosForNothing)
        : new TextEncoders(encoders, ClipSkip.NONE, Emphasis.ORIGINAL, false);
  }

  private static ModelParts fitting(
      ModelSource source,
      SchedulerConfig schedule,
      TextEncoders texts,
      UNet unet,
      AutoencoderKl vae,
      NDManager manager) {
    var predicting = source.prediction().map(schedule::withPrediction).orElse(schedule);
    var parts = new ModelParts(NoiseSchedule.of(predicting), texts, unet, vae);
    parts.requireFit(source.model().toString());
    return new ModelParts(parts.schedule, texts, unet.rounded(source.precision(), manager), vae);
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
    require(
        origin,
        "autoencoder for latents of size",
        unet.config().inChannels(),
        vae.config().latentChannels());
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
