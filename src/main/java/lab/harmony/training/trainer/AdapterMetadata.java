package lab.harmony.training.trainer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.json.Json;
import lab.harmony.models.Model;
import lab.harmony.training.data.Dataset;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.workspace.LabVersion;

/// What an adapter's file says about how it was trained, in the names that other tools read.
///
/// [#of] leaves out folder names and captions: an adapter may be given away. [#ofDataset] has them.
final class AdapterMetadata {

  private AdapterMetadata() {}

  /// What a file says of the model that its adapter belongs to.
  ///
  /// @param title of the adapter
  /// @param side of the pictures, in pixels, that were trained on before their proportions
  /// @param trained when the weights became what they are
  private static Map<String, String> modelSpec(
      String title, UNetConfig unet, Prediction prediction, int side, Instant trained) {
    var isXl = unet.sizes().isPresent();
    var facts = new LinkedHashMap<String, String>();
    facts.put("modelspec.sai_model_spec", "1.0.1");
    facts.put("modelspec.architecture", architecture(unet, prediction) + "/lora");
    facts.put(
        "modelspec.implementation",
        isXl ? "https://github.com/Stability-AI/generative-models" : "diffusers");
    facts.put("modelspec.title", title);
    facts.put("modelspec.resolution", "%dx%d".formatted(side, side));
    facts.put("modelspec.date", trained.truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put(
        "modelspec.prediction_type",
        switch (prediction) {
          case EPSILON -> "epsilon";
          case VELOCITY -> "v";
        });
    return facts;
  }

  private static String architecture(UNetConfig unet, Prediction prediction) {
    if (unet.sizes().isPresent()) {
      return "stable-diffusion-xl-v1-base";
    }
    if (!isSecond(unet)) {
      return "stable-diffusion-v1";
    }
    return switch (prediction) {
      case EPSILON -> "stable-diffusion-v2-512";
      case VELOCITY -> "stable-diffusion-v2-768-v";
    };
  }

  /// As kohya's trainer writes it: `sd_v1`, `sd_v2`, with `_v` where velocity is predicted;
  /// `sdxl_base_v1-0`.
  private static String version(UNetConfig unet, Prediction prediction) {
    if (unet.sizes().isPresent()) {
      return "sdxl_base_v1-0";
    }
    return (isSecond(unet) ? "sd_v2" : "sd_v1") + (prediction == Prediction.VELOCITY ? "_v" : "");
  }

  /// Whether it is a Stable Diffusion 2.x.
  private static boolean isSecond(UNetConfig unet) {
    return unet.sizes().isEmpty() && unet.linearProjection();
  }

  /// @param prediction of the model
  /// @param steps that are done
  /// @param trained when the last of them was taken
  static Map<String, String> of(
      TrainingSpec spec,
      Model model,
      UNetConfig unet,
      Prediction prediction,
      long steps,
      int epoch,
      Instant trained) {
    var settings = spec.settings();
    var facts =
        new LinkedHashMap<>(
            modelSpec(spec.name().value(), unet, prediction, spec.data().size(), trained));
    facts.put("modelspec.encoder_layer", Integer.toString(spec.clipSkip()));
    facts.put("ss_output_name", spec.name().value());
    facts.put("ss_network_module", "networks.lora");
    facts.put("ss_network_dim", Integer.toString(settings.rank()));
    facts.put("ss_network_alpha", Double.toString(settings.alpha()));
    facts.put("ss_base_model_version", version(unet, prediction));
    facts.put("ss_v2", isSecond(unet) ? "True" : "False");
    facts.put("ss_sd_model_name", model.name().value());
    facts.put("ss_new_sd_model_hash", model.sha256());
    facts.put("ss_learning_rate", Double.toString(settings.learningRate().peak()));
    facts.put("ss_unet_lr", Double.toString(settings.learningRate().peak()));
    facts.put("ss_text_encoder_lr", Double.toString(settings.textEncoderRate()));
    facts.put("ss_network_dropout", Double.toString(settings.dropout()));
    facts.put("ss_gradient_accumulation_steps", Integer.toString(settings.accumulation()));
    facts.put("ss_mixed_precision", mixed(settings.precision()));
    facts.put("ss_gradient_checkpointing", settings.memory() == Memory.SHORT ? "True" : "False");
    facts.put("ss_lr_scheduler", settings.learningRate().curve().word());
    facts.put("ss_optimizer", settings.optimiser().word());
    facts.put("ss_max_grad_norm", Double.toString(settings.optimiser().clipNorm()));
    settings
        .snr()
        .gamma()
        .ifPresent(gamma -> facts.put("ss_min_snr_gamma", Double.toString(gamma)));
    facts.put("ss_noise_offset", Double.toString(settings.noiseOffset()));
    facts.put("ss_caption_dropout_rate", Double.toString(settings.captions().dropout()));
    facts.put("ss_shuffle_caption", settings.captions().shuffle() ? "True" : "False");
    facts.put("ss_keep_tokens", Integer.toString(settings.captions().keptTags()));
    facts.put("ss_prior_loss_weight", Double.toString(spec.data().priorWeight()));
    facts.put("ss_clip_skip", Integer.toString(spec.clipSkip()));
    facts.put("ss_seed", Long.toString(settings.seed()));
    facts.put("ss_num_epochs", Integer.toString(settings.epochs()));
    facts.put("ss_epoch", Integer.toString(epoch));
    facts.put("ss_steps", Long.toString(steps));
    facts.put("ss_training_comment", "Harmony Lab " + LabVersion.current());
    return facts;
  }

  /// What was trained on, for files that stay here: folders, how often each is shown, and how often
  /// each tag of a caption stands in it.
  static Map<String, String> ofDataset(Trainer.TrainingPictures pictures) {
    var folders = new TreeMap<String, Map<String, Integer>>();
    var tags = new TreeMap<String, Map<String, Integer>>();
    for (var picture : pictures.dataset().pictures()) {
      var folder = picture.file().resolveSibling(".").normalize().getFileName().toString();
      var counts = folders.computeIfAbsent(folder, _ -> new TreeMap<>());
      counts.merge("img_count", 1, Integer::sum);
      counts.put("n_repeats", picture.repeats());
      for (var tag : picture.caption().split(",")) {
        tags.computeIfAbsent(folder, _ -> new TreeMap<>()).merge(tag.strip(), 1, Integer::sum);
      }
    }
    var facts = new LinkedHashMap<String, String>();
    facts.put("ss_num_train_images", Integer.toString(shown(pictures.dataset())));
    facts.put(
        "ss_num_reg_images",
        Integer.toString(pictures.regularisation().map(AdapterMetadata::shown).orElse(0)));
    facts.put("ss_dataset_dirs", Json.MAPPER.writeValueAsString(folders));
    facts.put("ss_tag_frequency", Json.MAPPER.writeValueAsString(tags));
    return facts;
  }

  private static int shown(Dataset dataset) {
    return dataset.pictures().stream().mapToInt(Dataset.Picture::repeats).sum();
  }

  private static String mixed(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> "no";
      case BFLOAT16 -> "bf16";
      case FLOAT16 -> "fp16";
    };
  }
}
