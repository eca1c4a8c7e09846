package lab.harmony.training.outcome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import lab.harmony.json.Json;
import lab.harmony.people.Signature;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.JsonLines;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.workspace.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Joins the records of trainings into one dataset: a JSON object a line, for each training one of
/// the run, then one for each step and each evaluation. `docs/run-records.schema.json` describes
/// them.
public final class RunRecords {

  private static final String CAUSE = "cause.json";

  private final Writer out;
  private final Function<Signature, String> names;

  /// @param names what whoever said how a training came out is called, as `People::name`
  public RunRecords(Writer out, Function<Signature, String> names) {
    this.names = names;
    this.out = out;
  }

  /// Notes what was done wrong on purpose in an episode that was made as an example.
  public static void noteCause(Path training, String cause) {
    AtomicFiles.write(
        training.resolve(CAUSE), Json.MAPPER.writeValueAsString(Map.of("cause", cause)));
  }

  /// Writes one training.
  ///
  /// @param folder of the training
  /// @return how many lines were written
  public int write(Training training, Path folder) {
    var name = training.name().value();
    var run = record("run", name);
    run.put("state", training.life().state().name().toLowerCase(Locale.ROOT));
    run.put("since", training.life().since().toString());
    run.put("steps", training.steps());
    run.put("totalSteps", training.life().total());
    run.put("reason", training.life().reason());
    run.set("spec", read(folder.resolve("spec.json")));
    OutcomeRules.propose(training)
        .ifPresent(proposal ->
            run.putObject("proposed")
                .put("label", proposal.label().word())
                .put("reason", proposal.reason()));
    ConfirmedOutcome.read(folder)
        .map(outcome -> outcome.named(names))
        .ifPresent(outcome ->
            run.putObject("outcome")
                .put("label", outcome.label().word())
                .put("by", outcome.by())
                .put("at", outcome.at().toString()));
    if (Files.exists(folder.resolve(CAUSE))) {
      run.set("cause", read(folder.resolve(CAUSE)).path("cause"));
    }
    print(run);
    int lines = 1;
    var checkpoints = checkpoints(folder);
    for (var line : JsonLines.read(folder.resolve("steps.jsonl"))) {
      var step = record("step", name);
      step.setAll((ObjectNode) line);
      var checkpoint = checkpoints.get(line.path("step").asLong(-1));
      if (checkpoint != null) {
        step.put("checkpoint", checkpoint);
      }
      print(step);
      lines++;
    }
    for (var evaluation : training.evaluations()) {
      print(evaluation(evaluation, name));
      lines++;
    }
    return lines;
  }

  private static ObjectNode sample(Evaluation.Face face) {
    var sample = Json.MAPPER.createObjectNode();
    sample.put("file", face.file());
    sample.put("archetype", face.archetype());
    sample.put("emotion", face.emotion());
    sample.put("cfgScale", face.cfgScale());
    sample.put("points", face.points());
    face.drawn()
        .ifPresent(drawn -> {
          sample.put("prompt", drawn.prompt());
          sample.put("negativePrompt", drawn.negativePrompt());
          sample.put("seed", drawn.seed());
          sample.put("settings", drawn.settings());
          sample.put("at", drawn.at().toString());
          sample.set("reading", Json.MAPPER.valueToTree(drawn.reading()));
        });
    return sample;
  }

  private static ObjectNode evaluation(Evaluation evaluation, String name) {
    var line = record("evaluation", name);
    line.put("step", evaluation.step());
    line.put("epoch", evaluation.epoch());
    evaluation.loss().ifPresent(loss -> line.put("loss", loss));
    evaluation.success().rate().ifPresent(rate -> line.put("successRate", rate));
    line.put("points", evaluation.rate().points());
    line.put("possible", evaluation.success().possible());
    evaluation
        .likeness()
        .ifPresent(likeness -> line.set("likeness", Json.MAPPER.valueToTree(likeness)));
    var samples = line.putArray("samples");
    evaluation.faces().forEach(face -> samples.add(sample(face)));
    return line;
  }

  private static Map<Long, String> checkpoints(Path folder) {
    var files = new HashMap<Long, String>();
    for (var line : JsonLines.read(folder.resolve("checkpoints.jsonl"))) {
      files.put(line.path("step").asLong(-1), line.path("file").asString(""));
    }
    return files;
  }

  private static JsonNode read(Path file) {
    try {
      return Files.exists(file)
          ? Json.MAPPER.readTree(Files.readString(file))
          : Json.MAPPER.createObjectNode();
    } catch (JacksonException | CharacterCodingException damaged) {
      return Json.MAPPER.createObjectNode();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  private static ObjectNode record(String kind, String run) {
    return Json.MAPPER.createObjectNode().put("record", kind).put("run", run);
  }

  private void print(ObjectNode line) {
    try {
      out.write(Json.MAPPER.writeValueAsString(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("the records cannot be written", e);
    }
  }
}
