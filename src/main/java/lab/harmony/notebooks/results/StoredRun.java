package lab.harmony.notebooks.results;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Output;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunState;
import lab.harmony.runs.images.ImageAxis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a finished run made, as its cell stores it.
///
/// @param elapsed absent for pictures that came from elsewhere
public record StoredRun(
    RunId run,
    String model,
    String modelSha256,
    String sampler,
    int steps,
    List<RecipeFact> recipe,
    Optional<Duration> elapsed,
    List<Made> images) {
  private static final int FORMAT = 1;
  private static final int TILE = 40;

  /// @param sha256 of its file
  public record Made(StoredPicture picture, String sha256) {}

  public StoredRun {
    recipe = List.copyOf(recipe);
    images = List.copyOf(images);
  }

  private static StoredRun of(Run run, List<RunImage> images) {
    var recipe = run.spec().recipe();
    return new StoredRun(
        run.id(),
        recipe.model().name(),
        recipe.model().sha256(),
        recipe.sampler(),
        recipe.steps(),
        recipe.facts(),
        run.state() instanceof RunState.Finished(_, var elapsed) && !elapsed.isZero()
            ? Optional.of(elapsed)
            : Optional.empty(),
        images.stream().map(image -> new Made(StoredPicture.of(image), image.sha256())).toList());
  }

  /// The result of a run as it stands in the notebook.
  public static Output output(Run run, List<RunImage> images) {
    var recipe = run.spec().recipe();
    var sheet =
        PictureSheet.of(
            images, ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.of(ImageAxis.CFG), TILE);
    return StoredForm.display(
        OutputTypes.RUN,
        of(run, images).toJson(),
        Map.of(
            "image/png",
            sheet.base64(),
            "text/plain",
            "%d images by %s, %s, %d steps, run %s"
                .formatted(
                    images.size(), recipe.drawnBy(), recipe.sampler(), recipe.steps(), run.id())));
  }

  private JsonNode toJson() {
    var json = StoredForm.object(FORMAT);
    json.put("run", run.value());
    json.put("model", model);
    json.put("model_sha256", modelSha256);
    json.put("sampler", sampler);
    json.put("steps", steps);
    var facts = json.putArray("recipe");
    recipe.forEach(fact -> facts.add(fact(fact)));
    elapsed.ifPresent(time -> json.put("seconds", time.toMillis() / 1000.0));
    var list = json.putArray("images");
    images.forEach(made -> list.add(made.picture().toJson().put("sha256", made.sha256())));
    return json;
  }

  /// What a display says of a run; empty where it says nothing.
  ///
  /// @throws IllegalArgumentException when it is not written as the lab writes it
  public static Optional<StoredRun> read(Output.Display display) {
    return StoredForm.in(display, OutputTypes.RUN, FORMAT).map(StoredRun::read);
  }

  private static StoredRun read(JsonNode json) {
    return new StoredRun(
        new RunId(json.path("run").asString("")),
        json.path("model").asString(""),
        json.path("model_sha256").asString(""),
        json.path("sampler").asString(""),
        json.path("steps").asInt(0),
        json.path("recipe").valueStream().map(StoredRun::fact).toList(),
        json.has("seconds")
            ? Optional.of(Duration.ofMillis(Math.round(1000 * json.path("seconds").asDouble(0))))
            : Optional.empty(),
        json.path("images")
            .valueStream()
            .map(image -> new Made(StoredPicture.read(image), image.path("sha256").asString("")))
            .toList());
  }

  /// The run that a cell shows; nothing where it shows none, or none that can be read.
  public static Optional<StoredRun> find(Cell cell) {
    return Output.displays(cell.outputs())
        .flatMap(display -> {
          try {
            return read(display).stream();
          } catch (IllegalArgumentException writtenByHand) {
            return Stream.of();
          }
        })
        .findFirst();
  }

  /// Its pictures, which nobody judges here.
  ResultNumbers numbers() {
    return new ResultNumbers(
        ResultNumbers.Counted.PICTURES,
        images.stream()
            .map(made -> new ResultNumbers.Part(made.picture().where(), 0, 0, 1, Optional.empty()))
            .toList(),
        Optional.empty());
  }

  private static RecipeFact fact(JsonNode json) {
    return new RecipeFact(
        json.path("name").asString(""),
        json.path("value").asString(""),
        json.path("unit").asString(""),
        json.path("sha256").asString(""));
  }

  private static ObjectNode fact(RecipeFact fact) {
    var node = JsonText.MAPPER.createObjectNode();
    node.put("name", fact.name());
    node.put("value", fact.value());
    if (!fact.unit().isEmpty()) {
      node.put("unit", fact.unit());
    }
    if (!fact.sha256().isEmpty()) {
      node.put("sha256", fact.sha256());
    }
    return node;
  }
}
