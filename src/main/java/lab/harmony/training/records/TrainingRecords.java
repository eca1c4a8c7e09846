package lab.harmony.training.records;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;

/// What a training writes while it works: `steps.jsonl`, `evaluations.jsonl`, `checkpoints.jsonl`,
/// `estimate.json`, `log.txt`, and the numbers as TensorBoard events.
///
/// A training that goes on from a checkpoint forgets the lines of steps that it will take again.
public final class TrainingRecords implements AutoCloseable {

  /// The file of the evaluations in the folder of a training.
  public static final String EVALUATIONS = "evaluations.jsonl";

  private final Path folder;
  private final Clock clock;
  private final BufferedWriter log;
  private final BufferedWriter steps;
  private final BufferedWriter evaluations;
  private final BufferedWriter checkpoints;
  private final EventFile events;

  public TrainingRecords(Path folder, long stepsDone, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    try {
      Files.createDirectories(folder);
      keep(folder.resolve("steps.jsonl"), stepsDone);
      keep(folder.resolve(EVALUATIONS), stepsDone);
      keep(folder.resolve("checkpoints.jsonl"), stepsDone);
      log = appending(folder.resolve("log.txt"));
      steps = appending(folder.resolve("steps.jsonl"));
      evaluations = appending(folder.resolve(EVALUATIONS));
      checkpoints = appending(folder.resolve("checkpoints.jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder %s cannot be written".formatted(folder), e);
    }
    events = new EventFile(folder.resolve("tensorboard"), clock.instant().getEpochSecond());
  }

  /// The evaluations that are on record, the oldest first.
  public static List<Evaluation> evaluations(Path folder) {
    return JsonLines.read(
        folder.resolve(EVALUATIONS), line -> Json.MAPPER.treeToValue(line, Evaluation.class));
  }

  /// The evaluation that was made last.
  static Optional<Evaluation> latestEvaluation(Path folder) {
    return JsonLines.last(
        folder.resolve(EVALUATIONS), line -> Json.MAPPER.treeToValue(line, Evaluation.class));
  }

  /// What the training was expected to take, if it has begun.
  public static Optional<Estimate> estimate(Path folder) {
    return Found.json(folder.resolve("estimate.json"), Json.MAPPER, Estimate.class).readable();
  }

  /// The mean loss of the steps of an epoch that are on record; not a number if there are none.
  public double meanLoss(long epoch) {
    return JsonLines.read(folder.resolve("steps.jsonl")).stream()
        .filter(line -> line.path("epoch").asLong(0) == epoch)
        .mapToDouble(line -> line.path("loss").asDouble(0))
        .average()
        .orElse(Double.NaN);
  }

  /// When a step was taken; now, if that is not on record.
  public Instant timeOf(long step) {
    return JsonLines.read(folder.resolve("steps.jsonl")).stream()
        .filter(line -> line.path("step").asLong(-1) == step)
        .map(line -> Instant.parse(line.path("time").asString("")))
        .reduce((_, last) -> last)
        .orElseGet(clock::instant);
  }

  private static void keep(Path file, long stepsDone) {
    if (!Files.exists(file)) {
      return;
    }
    var kept = new StringBuilder();
    for (var line : JsonLines.read(file)) {
      if (line.path("step").asLong(Long.MAX_VALUE) <= stepsDone) {
        kept.append(Json.MAPPER.writeValueAsString(line)).append('\n');
      }
    }
    AtomicFiles.write(file, kept.toString());
  }

  private static BufferedWriter appending(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  public void log(String line) {
    write(log, "%s  %s".formatted(now(), line));
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /// What is expected, for whoever looks while it works.
  public void estimate(Estimate estimate) {
    AtomicFiles.write(folder.resolve("estimate.json"), Json.MAPPER.writeValueAsString(estimate));
  }

  public void checkpoint(long step, Path file) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", now());
    line.put("step", step);
    line.put("file", String.valueOf(file.getFileName()));
    write(checkpoints, Json.MAPPER.writeValueAsString(line));
  }

  /// @param memory in bytes
  public void step(LoraTraining.Report report, double seconds, OptionalLong memory) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", now());
    line.put("step", report.step());
    line.put("epoch", report.epoch());
    line.put("loss", report.loss());
    line.put("error", report.error());
    line.put("learningRate", report.learningRate());
    line.put("gradientNorm", report.gradientNorm());
    line.put("seconds", seconds);
    memory.ifPresent(bytes -> line.put("memoryBytes", bytes));
    write(steps, Json.MAPPER.writeValueAsString(line));
    double now = clock.millis() / 1000.0;
    events.scalar(now, report.step(), "loss/current", report.loss());
    events.scalar(now, report.step(), "lr/unet", report.learningRate());
    events.scalar(now, report.step(), "gradient_norm", report.gradientNorm());
  }

  public void evaluation(Evaluation evaluation) {
    write(evaluations, Json.MAPPER.writeValueAsString(evaluation));
    double now = clock.millis() / 1000.0;
    evaluation
        .success()
        .rate()
        .ifPresent(rate -> events.scalar(now, evaluation.step(), "success_rate", rate));
    evaluation
        .loss()
        .ifPresent(loss -> events.scalar(now, evaluation.step(), "loss/epoch_average", loss));
  }

  public void picture(long step, String tag, int width, int height, byte[] png) {
    events.picture(clock.millis() / 1000.0, step, tag, width, height, png);
  }

  private static void write(BufferedWriter writer, String line) {
    try {
      writer.write(line);
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a record of the training cannot be written", e);
    }
  }

  @Override
  public void close() {
    try (log;
        steps;
        evaluations;
        checkpoints) {
      events.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the records of the training cannot be closed", e);
    }
  }
}
