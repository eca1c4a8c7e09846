package lab.harmony.diffusion.checkpoint;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.weights.SafetensorsFile;

/// Tells files of tensors apart by names and shapes, most telling first.
record Recogniser(SafetensorsFile file) {

  /// A kind of file that is told by a part of a name.
  private record Sign(String part, String what) {}

  private static final String INSTEAD = "; merge it into a checkpoint, or export it as LoRA";

  private static final List<Sign> ADAPTERS_OF_OTHER_KINDS =
      List.of(
          new Sign(".hada_", "a LoHa adapter" + INSTEAD),
          new Sign(".lokr_", "a LoKr adapter" + INSTEAD),
          new Sign("oft_blocks", "an OFT adapter" + INSTEAD),
          new Sign("oft_diag", "an OFT adapter" + INSTEAD),
          new Sign(".oft_R", "an OFT adapter" + INSTEAD),
          new Sign(".boft_", "a BOFT adapter" + INSTEAD),
          new Sign(".on_input", "an IA3 adapter" + INSTEAD),
          new Sign(".ia3_l", "an IA3 adapter" + INSTEAD),
          new Sign(".a1.weight", "a GLoRA adapter" + INSTEAD),
          new Sign("vera_lambda_", "a VeRA adapter" + INSTEAD),
          new Sign(".vblora_", "a VB-LoRA adapter" + INSTEAD),
          new Sign("vblora_vector_bank", "a VB-LoRA adapter" + INSTEAD),
          new Sign("randlora_", "a RandLoRA adapter" + INSTEAD),
          new Sign(".fourierft_spectrum", "a FourierFT adapter" + INSTEAD),
          new Sign(".waveft_spectrum", "a WaveFT adapter" + INSTEAD),
          new Sign(".hra_u", "an HRA adapter" + INSTEAD),
          new Sign(".shira_weight", "a SHiRA adapter" + INSTEAD),
          new Sign(".c3a_kernel", "a C3A adapter" + INSTEAD),
          new Sign(".bone_", "a Bone adapter" + INSTEAD),
          new Sign(".miss_block", "a MiSS adapter" + INSTEAD),
          new Sign("lora_controlnet", "a ControlNet in the form of a LoRA (Control-LoRA)"));

  private static final String TRANSFORMER =
      "a LoRA adapter for a transformer (Flux, Stable Diffusion 3 and the like), another"
          + " architecture";

  /// How adapters for other architectures call their layers.
  private static final List<Sign> OTHER_ARCHITECTURES =
      List.of(
          new Sign("lora_transformer_", TRANSFORMER),
          new Sign("lycoris_transformer_blocks_", TRANSFORMER),
          new Sign("lycoris_single_transformer_blocks_", TRANSFORMER),
          new Sign("lora_unet_double_blocks_", TRANSFORMER),
          new Sign("lora_unet_single_blocks_", TRANSFORMER),
          new Sign("lora_unet_joint_blocks_", TRANSFORMER),
          new Sign("double_blocks.", TRANSFORMER),
          new Sign("single_blocks.", TRANSFORMER),
          new Sign("joint_blocks.", TRANSFORMER),
          new Sign("single_transformer_blocks.", TRANSFORMER),
          new Sign("lora_te3_", TRANSFORMER),
          new Sign("lora_prior_", "a LoRA adapter for Stable Cascade, another architecture"));

  /// An adapter that begins so is for a network that is one transformer, without blocks down and
  /// up.
  private static final List<String> TRANSFORMERS =
      List.of("transformer.", "base_model.model.transformer", "transformer_blocks.");

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
    // In a file of several namings the matrices decide, not what stands beside them.
    return adapter(Set.of(AdapterName.Role.DOWN, AdapterName.Role.UP))
        .or(() -> adapter(EnumSet.complementOf(EnumSet.of(AdapterName.Role.ALPHA))))
        .map(adapter -> forAnotherArchitecture().orElse(adapter));
  }

  private Optional<Recognition> adapter(Set<AdapterName.Role> roles) {
    return file.names().stream()
        .flatMap(name ->
            AdapterName.of(name).stream()
                .filter(part -> roles.contains(part.role()))
                .map(part ->
                    new Recognition.Adapter(
                        part.naming(), "It has the tensor %s.".formatted(name))))
        .<Recognition>map(adapter -> adapter)
        .findFirst();
  }

  private Optional<Recognition> forAnotherArchitecture() {
    return OTHER_ARCHITECTURES.stream()
        .flatMap(sign -> unsupported(sign).stream())
        .findFirst()
        .or(() ->
            name(name -> TRANSFORMERS.stream().anyMatch(name::startsWith))
                .map(name ->
                    new Recognition.Unsupported(
                        TRANSFORMER, "It has the tensor %s.".formatted(name))));
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
