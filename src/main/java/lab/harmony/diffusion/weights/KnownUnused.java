package lab.harmony.diffusion.weights;

import java.util.regex.Pattern;

/// Tensors that models carry and that drawing a picture needs nowhere; the reference implementation
/// passes over the same ones. Whatever else is left over in a file is an error.
public enum KnownUnused {
  POSITIONS("(.*\\.)?position_ids", "counts positions, which are known"),
  AVERAGES("model_ema\\..*", "averages that were kept for the training"),
  SCHEDULE(
      "(.*\\.)?(betas|(sqrt_|log_)?(one_minus_)?alphas_cumprod(_prev)?|sqrt_recip(m1)?_alphas_cumprod"
          + "|posterior_(variance|log_variance_clipped|mean_coef[12])|lvlb_weights|logvar|scale_factor)"
          + "|denoiser\\.(sigmas|log_sigmas|weighting\\..*)",
      "the schedule as a table, which is computed here"),
  LOSS("(first_stage_model\\.)?loss\\..*", "networks that only a training compares pictures with"),
  TRAINING(
      "(optimizer|optimizer_states|lr_schedulers|callbacks|loops)\\..*|global_step|epoch",
      "the state of a training"),
  EMBEDDING_MANAGER("embedding_manager\\..*", "the text encoder once more, kept by a training"),
  PICTURE_ENCODER(
      "(.*\\.)?((visual|vision_model)\\..*|visual_projection\\.weight)",
      "CLIP's encoder of pictures"),
  LOGIT_SCALE("(.*\\.)?logit_scale", "compares texts with pictures"),
  TEXT_PROJECTION(
      "((cond_stage_model|conditioner\\.embedders\\.\\d)\\..*)?text_projection(\\.weight)?",
      "the pooled text, where the model does not look at it"),
  MASK("(.*\\.)?attn_mask", "which tokens see which, which is known"),
  MARKS("v_pred|ztsnr", "marks of what the model predicts; they are followed"),
  EIGHT_BITS(
      "(.*\\.)?scaled_fp8|.*\\.(scale_input|input_scale)",
      "marks of scaled weights, and scales for products in 8 bits, which are not computed here");

  private final Pattern names;
  private final String reason;

  KnownUnused(String names, String reason) {
    this.names = Pattern.compile(names);
    this.reason = reason;
  }

  /// Why it is not used, as it stands in a sentence.
  public String reason() {
    return reason;
  }

  /// Whether a tensor of this name may be left over.
  static boolean covers(String name) {
    for (var known : values()) {
      if (known.names.matcher(name).matches()) {
        return true;
      }
    }
    return false;
  }
}
