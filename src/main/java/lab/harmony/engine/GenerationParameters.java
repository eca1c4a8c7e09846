package lab.harmony.engine;

import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.sampling.Sampler;
import lab.harmony.diffusion.sampling.Schedule;
import lab.harmony.diffusion.sampling.Scheduled;

/// The `parameters` text of a picture, in the form that most programs for Stable Diffusion write
/// and read: the prompt, the negative prompt, and a line of settings.
record GenerationParameters(GenerationRequest request, EngineRequest.ModelFolder model) {

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
    settings.put(
        "Model hash", model.sha256().substring(0, Math.min(HASH_DIGITS, model.sha256().length())));
    settings.put("Model", model.name());
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

  private static String quoted(String value) {
    return value.contains(",") || value.contains("\n") || value.contains(":")
        ? new JsonPrimitive(value).toString()
        : value;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
