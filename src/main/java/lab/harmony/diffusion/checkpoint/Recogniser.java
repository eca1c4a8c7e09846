package lab.harmony.diffusion.checkpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import lab.harmony.diffusion.sampling.Prediction;
import lab.harmony.diffusion.weights.SafetensorsFile;

/// Tells files of tensors apart by names and shapes, most telling first.
record Recogniser(SafetensorsFile file) {

  /// A kind of file that is told by a part of a name.
  private record Sign(String part, String what) {}

  private static final List<Sign> ADAPTERS_OF_OTHER_KINDS =
      List.of(
          new Sign(
              ".hada_w1_a", "a LoHa adapter; merge it into a checkpoint, or export it as LoRA"),
          new Sign(".lokr_w1", "a LoKr adapter; merge it into a checkpoint, or export it as LoRA"),
          new Sign("dora_scale", "a DoRA adapter; its scaling of the weights is not computed here"),
          new Sign("oft_blocks", "an OFT adapter; merge it into a checkpoint"),
          new Sign("oft_diag", "an OFT adapter; merge it into a checkpoint"),
          new Sign(".on_input", "an IA3 adapter; merge it into a checkpoint"),
          new Sign(".a1.weight", "a GLoRA adapter; merge it into a checkpoint"));

  private static final List<Sign> OTHERS =
      List.of(
          new Sign("double_blocks.0.img_attn", "a Flux transformer, another architecture"),
          new Sign(
              "joint_blocks.0.context_block",
              "a Stable Diffusion 3 transformer, another architecture"),
          new Sign(
              "transformer_blocks.0.attn.add_q_proj",
              "a Flux or Stable Diffusion 3 transformer, another architecture"),
          new Sign("control_model.", "a ControlNet"),
          new Sign("controlnet_cond_embedding.", "a ControlNet"),
          new Sign("ip_adapter.", "an IP-Adapter"),
          new Sign("RRDB_trunk", "an upscaler (ESRGAN)"),
          new Sign("emb_params", "a textual inversion embedding"),
          new Sign("string_to_param", "a textual inversion embedding"));

  Recognition recognise() {
    return adapterOfAnotherKind()
        .or(this::adapter)
        .or(this::checkpoint)
        .or(this::other)
        .or(this::vae)
        .or(this::textEncoder)
        .orElseGet(() ->
            new Recognition.Unknown(
                file.names().isEmpty()
                    ? "It holds no tensors."
                    : "None of its %d tensors has a name that is known; the first is %s."
                        .formatted(file.names().size(), file.names().getFirst())));
  }

  private Optional<Recognition> adapterOfAnotherKind() {
    return ADAPTERS_OF_OTHER_KINDS.stream().flatMap(sign -> unsupported(sign).stream()).findFirst();
  }

  private Optional<Recognition> other() {
    return OTHERS.stream().flatMap(sign -> unsupported(sign).stream()).findFirst();
  }

  private Optional<Recognition> unsupported(Sign sign) {
    return name(name -> name.contains(sign.part))
        .map(name ->
            new Recognition.Unsupported(sign.what, "It has the tensor %s.".formatted(name)));
  }

  private Optional<Recognition> adapter() {
    return adapter(".lora_down.weight", "kohya")
        .or(() -> adapter(".lora_A.weight", "PEFT"))
        .or(() -> adapter("lora_linear_layer.down.weight", "diffusers"))
        .or(() -> adapter("_lora.down.weight", "diffusers"))
        .or(() -> adapter(".lora.down.weight", "diffusers"));
  }

  private Optional<Recognition> adapter(String ending, String naming) {
    return name(name -> name.endsWith(ending))
        .map(name -> new Recognition.Adapter(naming, "It has the tensor %s.".formatted(name)));
  }

  private Optional<Recognition> checkpoint() {
    var first = OriginalNames.UNET + "input_blocks.0.0.weight";
    if (!file.contains(first)) {
      return Optional.empty();
    }
    var channels = file.shape(first).get(1);
    if (channels != 4) {
      return Optional.of(
          new Recognition.Unsupported(
              channels == 9 ? "an inpainting checkpoint" : "a checkpoint for other latents",
              "Its UNet takes %d channels, text to picture takes 4.".formatted(channels)));
    }
    if (file.contains("conditioner.embedders.0.model.transformer.resblocks.0.ln_1.weight")) {
      return Optional.of(
          new Recognition.Unsupported(
              "the refiner of Stable Diffusion XL",
              "Its only text encoder is OpenCLIP's, under conditioner.embedders.0."));
    }
    if (file.contains("conditioner.embedders.1.model.token_embedding.weight")) {
      return Optional.of(
          checkpoint(
              Architecture.STABLE_DIFFUSION_XL,
              "It has two text encoders, under conditioner.embedders."));
    }
    if (file.contains("cond_stage_model.model.token_embedding.weight")) {
      return Optional.of(
          checkpoint(
              Architecture.STABLE_DIFFUSION_2,
              "Its text encoder is OpenCLIP's, under cond_stage_model.model."));
    }
    if (name(name -> name.startsWith("cond_stage_model.transformer.")).isPresent()) {
      return Optional.of(
          checkpoint(
              Architecture.STABLE_DIFFUSION_1,
              "Its text encoder is CLIP's, under cond_stage_model.transformer."));
    }
    return Optional.of(
        new Recognition.Unsupported(
            "a UNet without its text encoder", "It has %s and no text encoder.".formatted(first)));
  }

  private Recognition checkpoint(Architecture architecture, String reason) {
    var zeroTerminalSnr = file.contains("ztsnr");
    var says =
        file.metadata().getOrDefault("modelspec.prediction_type", "").toLowerCase(Locale.ROOT);
    if (file.contains("v_pred") || zeroTerminalSnr || says.startsWith("v")) {
      return new Recognition.Checkpoint(
          architecture,
          Prediction.VELOCITY,
          zeroTerminalSnr,
          reason + " It is marked as predicting velocity.");
    }
    if (architecture == Architecture.STABLE_DIFFUSION_2 && !says.startsWith("eps")) {
      return new Recognition.Checkpoint(
          architecture,
          Prediction.VELOCITY,
          false,
          reason + " It does not say what it predicts; most of its family predict velocity.");
    }
    return new Recognition.Checkpoint(architecture, Prediction.EPSILON, false, reason);
  }

  private Optional<Recognition> vae() {
    return name(name -> name.endsWith("decoder.mid.block_1.norm1.weight"))
        .<Recognition>map(
            name -> new Recognition.Vae(true, "It has the tensor %s.".formatted(name)))
        .or(() ->
            name(name -> name.equals("decoder.mid_block.resnets.0.norm1.weight"))
                .map(name -> new Recognition.Vae(false, "It has the tensor %s.".formatted(name))));
  }

  private Optional<Recognition> textEncoder() {
    return name(name -> name.endsWith("embeddings.token_embedding.weight"))
        .map(name ->
            new Recognition.Unsupported(
                "a text encoder alone", "It has the tensor %s and no UNet.".formatted(name)));
  }

  private Optional<String> name(Predicate<String> test) {
    return file.names().stream().filter(test).findFirst();
  }
}
