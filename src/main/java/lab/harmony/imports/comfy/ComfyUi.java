package lab.harmony.imports.comfy;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.comfy.ComfyGraph.Node;
import lab.harmony.imports.metadata.PictureTexts;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.Numbers;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;
import lab.harmony.imports.settings.Told;
import tools.jackson.databind.JsonNode;

/// ComfyUI: the graph of nodes that made the picture, as JSON under `prompt`.
///
/// Numbers and the sampler must be known; a prompt that the graph does not tell is not known, with
/// the reason.
public final class ComfyUi implements SettingsReader {

  private static final String KEYWORD = "prompt";

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    var json = json(texts);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    var graph = new ComfyGraph(json.get());
    var passes = new ComfyPasses(graph).first();
    var settings = new HashSet<PictureSettings>();
    for (var sampler : passes.subList(0, Math.min(passes.size(), 100))) {
      settings.add(new Pass(graph, new ComfyValues(graph)).settings(sampler));
    }
    if (settings.size() > 1) {
      throw new UnreadableMetadata(
          "its ComfyUI graph has %d samplers whose pictures it saves, and does not say which made this one"
              .formatted(passes.size()));
    }
    return settings.stream().findFirst();
  }

  /// The graph of its own text, or as one part of the JSON that save nodes put in a comment.
  private static Optional<JsonNode> json(Map<String, String> texts) {
    var text = texts.getOrDefault(KEYWORD, "");
    if (text.stripLeading().startsWith("{")) {
      return Optional.of(PictureJson.object("its text \"%s\"".formatted(KEYWORD), text));
    }
    return PictureJson.objects(
            texts,
            PngMetadata.PARAMETERS,
            PictureTexts.USER_COMMENT,
            PictureTexts.COMMENT,
            PictureTexts.DESCRIPTION)
        .stream()
        .map(object -> object.path(KEYWORD))
        .filter(JsonNode::isObject)
        .findFirst();
  }

  /// One sampler's settings.
  private record Pass(ComfyGraph graph, ComfyValues values) {

    PictureSettings settings(Node sampler) {
      var noise = node(sampler, "noise");
      var guider = node(sampler, "guider");
      // BasicGuider: no guidance, and nothing to guide away from.
      var unguided = guider.inputs().has("conditioning");
      var conditioning = new ComfyConditioning(graph, values);
      var prompt = conditioning.told(guider, unguided ? "conditioning" : "positive");
      var model = ComfyModel.of(graph, values, guider.inputs().path("model"));
      return new PictureSettings(
          "ComfyUI",
          prompt instanceof Told.Known(var words)
              ? new Told.Known(words + String.join("", model.adapters()))
              : prompt,
          unguided ? new Told.Known("") : conditioning.told(guider, "negative"),
          needed("seed", () -> seed(noise)),
          unguided ? 1 : needed("CFG scale", () -> values.number(guider, "cfg").doubleValue()),
          needed("number of steps", () -> steps(node(sampler, "sigmas"))),
          needed("sampler", () -> sampler(sampler)),
          model.name(),
          "");
    }

    /// The node behind an input of the sampler, where advanced samplers keep a part of the
    /// settings; else the sampler itself.
    private Node node(Node sampler, String input) {
      var link = sampler.inputs().path(input);
      return ComfyGraph.isLink(link)
          ? needed(input, () -> graph.behind(link, ComfyGraph.Place::node))
          : sampler;
    }

    private long seed(Node noise) {
      if (noise.type().equals("DisableNoise")
          || noise.inputs().path("add_noise").asString("").equals("disable")
          || (noise.inputs().path("add_noise").isBoolean()
              && !noise.inputs().path("add_noise").booleanValue())) {
        throw new UnreadableMetadata("%s adds no noise".formatted(noise));
      }
      var seed = values.number(noise, "noise_seed", "seed");
      if (seed.signum() < 0 || seed.stripTrailingZeros().scale() > 0) {
        throw new UnreadableMetadata("%s has %s".formatted(noise, seed));
      }
      return Numbers.seed(seed.toBigInteger());
    }

    private int steps(Node schedule) {
      return Numbers.steps(values.number(inner(schedule), "steps").doubleValue());
    }

    private String sampler(Node sampler) {
      if (sampler.inputs().hasNonNull("sampler_name")) {
        return SamplerNames.of(
            values.choice(sampler, "sampler_name"),
            sampler.inputs().hasNonNull("scheduler") ? values.choice(sampler, "scheduler") : "");
      }
      var method = node(sampler, "sampler");
      return SamplerNames.of(
          method.inputs().hasNonNull("sampler_name")
              ? values.choice(method, "sampler_name")
              : ComfyNames.sampler(method),
          schedule(inner(node(sampler, "sigmas"))));
    }

    private String schedule(Node sigmas) {
      return sigmas.inputs().hasNonNull("scheduler")
          ? values.choice(sigmas, "scheduler")
          : ComfyNames.schedule(sigmas);
    }

    /// Behind nodes that only divide or shift a schedule.
    private Node inner(Node sigmas) {
      var link = sigmas.inputs().path("sigmas");
      return ComfyGraph.isLink(link) && !ComfyPasses.isSampler(sigmas)
          ? graph.behind(link, place -> inner(place.node()))
          : sigmas;
    }

    private static <T> T needed(String what, Supplier<T> read) {
      try {
        return read.get();
      } catch (UnreadableMetadata e) {
        throw new UnreadableMetadata("its %s is not known: %s".formatted(what, e.getMessage()), e);
      }
    }
  }
}
