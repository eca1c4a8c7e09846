package lab.harmony.engine;

import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.sampling.Sampler;
import lab.harmony.diffusion.sampling.Schedule;
import lab.harmony.diffusion.sampling.Scheduled;

/// The `parameters` text of a picture, in the form that most programs for Stable Diffusion write
/// and read: the prompt, the negative prompt, and a line of settings.
///
/// @param adapters that the picture was drawn with
record GenerationParameters(
    GenerationRequest request,
    EngineRequest.ModelFolder model,
    EngineRequest.ModelOptions options,
    List<EngineRequest.AdapterFile> adapters) {

  private static final int HASH_DIGITS = 10;

  /// The sampler and the schedule by the names that those programs use.
  private record Names(String sampler, String schedule) {

    static Names of(Sampler sampler) {
      return switch (sampler) {
        case Scheduled(var method, var schedule) ->
            new Names(method.displayName(), schedule.displayName());
        case Sampler own when own.equals(Sampler.EULER_TRAILING) ->
            new Names("Euler", Schedule.SGM_UNIFORM.displayName());
        case Sampler own -> new Names(own.displayName(), "Automatic");
      };
    }
  }

  String text() {
    var names = Names.of(request.sampler());
    var settings = new LinkedHashMap<String, String>();
    settings.put("Steps", Integer.toString(request.steps()));
    settings.put("Sampler", names.sampler());
    settings.put("Schedule type", names.schedule());
    settings.put("CFG scale", number(request.guidanceScale()));
    settings.put("Seed", Long.toString(request.seed()));
    settings.put("Size", "%dx%d".formatted(request.width(), request.height()));
    settings.put("Model hash", brief(model.sha256()));
    settings.put("Model", model.name());
    options
        .vae()
        .ifPresent(vae -> {
          settings.put("VAE hash", brief(vae.sha256()));
          settings.put("VAE", vae.name());
        });
    request
        .start()
        .ifPresent(start -> settings.put("Denoising strength", number(start.strength())));
    if (request.clipSkip() > 1) {
      settings.put("Clip skip", Integer.toString(request.clipSkip()));
    }
    settings.put(
        "Lora hashes",
        adapters.stream()
            .map(adapter -> "%s: %s".formatted(adapter.name(), brief(adapter.sha256())))
            .collect(Collectors.joining(", ")));
    settings.put("RNG", "CPU");
    settings.put("Version", "Harmony Lab");
    var line =
        settings.entrySet().stream()
            .filter(setting -> !setting.getValue().isEmpty())
            .map(setting -> setting.getKey() + ": " + quoted(setting.getValue()))
            .collect(Collectors.joining(", "));
    var negative =
        request.negativePrompt().isEmpty() ? "" : "\nNegative prompt: " + request.negativePrompt();
    return request.prompt() + negative + "\n" + line;
  }

  private static String brief(String sha256) {
    return sha256.substring(0, Math.min(HASH_DIGITS, sha256.length()));
  }

  private static String quoted(String value) {
    return value.contains(",") || value.contains("\n") || value.contains(":")
        ? new JsonPrimitive(value).toString()
        : value;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
