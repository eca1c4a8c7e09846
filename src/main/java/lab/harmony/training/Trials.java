package lab.harmony.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Found;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures what specs will take before they are trained, each by `./lab train --estimate`, one
/// after the other; what came of it is kept for what it was measured on.
@Component
class Trials implements DisposableBean {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TrainProgram program;
  private final TrainingShelf shelf;
  private final DataFolder data;
  private final Clock clock;
  private final Map<Path, Work> works = new ConcurrentHashMap<>();
  private final ExecutorService turns =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("trials").factory());

  Trials(TrainProgram program, TrainingShelf shelf, DataFolder data, Clock clock) {
    this.program = program;
    this.shelf = shelf;
    this.data = data;
    this.clock = clock;
  }

  /// @param key of everything that decides what a training takes
  record Kept(String key, Estimate estimate, Instant at, Optional<String> beside) {}

  private static final class Work {
    private final String key;
    private volatile Trial trial = new Trial.Waiting();
    private volatile boolean cancelled;
    private volatile @Nullable Process process;

    Work(String key) {
      this.key = key;
    }

    boolean goesOn() {
      return trial instanceof Trial.Waiting || trial instanceof Trial.Measuring;
    }
  }

  /// @param file of the spec
  Trial of(Path file, ModelName name, String key) {
    var work = works.get(file);
    if (work != null
        && (work.goesOn() || work.trial instanceof Trial.Failed && work.key.equals(key))) {
      return work.trial;
    }
    return Found.json(place(name), JSON, Kept.class)
        .readable()
        .filter(kept -> kept.key.equals(key))
        .<Trial>map(kept -> new Trial.Measured(kept.estimate, kept.at, kept.beside))
        .orElseGet(Trial.None::new);
  }

  /// Begins to measure, unless that is going on.
  ///
  /// @param changed is called when it is done, however it ended
  void start(Path file, ModelName name, String key, Runnable changed) {
    var work = new Work(key);
    var known = works.compute(file, (_, old) -> old != null && old.goesOn() ? old : work);
    if (known == work) {
      turns.execute(() -> {
        work.trial = measured(file, name, work);
        changed.run();
      });
    }
  }

  /// Ends the measuring of a spec; its process needs a moment.
  void cancel(Path file) {
    var work = works.get(file);
    if (work != null) {
      end(work);
    }
  }

  private static void end(Work work) {
    work.cancelled = true;
    var process = work.process;
    if (process != null) {
      process.destroy();
    }
  }

  private Trial measured(Path file, ModelName name, Work work) {
    var before = shelf.running();
    if (work.cancelled) {
      return new Trial.None();
    }
    work.trial = new Trial.Measuring("starting its process");
    try {
      var result = result(file, work);
      if (work.cancelled) {
        return new Trial.None();
      }
      if (!result.path("state").asString("").equals("finished")) {
        return new Trial.Failed(result.path("reason").asString("its process gave no result"));
      }
      var kept =
          new Kept(
              work.key,
              estimate(result),
              clock.instant(),
              before.or(shelf::running).map(ModelName::value));
      AtomicFiles.write(place(name), JSON.writeValueAsString(kept));
      return new Trial.None(); // What was kept is read.
    } catch (AtomicFiles.NotWritten e) {
      return new Trial.Failed(e.sentence());
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(Trials.class).warn("{} could not be measured", file, e);
      return new Trial.Failed("it could not be measured: " + e.getMessage());
    }
  }

  private JsonNode result(Path file, Work work) throws IOException {
    var process = program.of(file, List.of("--estimate", "--json")).start();
    work.process = process;
    var said = "";
    try (var lines = process.errorReader(StandardCharsets.UTF_8);
        var out = process.inputReader(StandardCharsets.UTF_8)) {
      if (work.cancelled) {
        process.destroy();
      }
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        said = line;
        work.trial = new Trial.Measuring(line);
      }
      var text = out.readAllAsString();
      return text.isBlank() ? failure(said) : JSON.readTree(text).path(0);
    } catch (JacksonException e) {
      return failure(said);
    } finally {
      work.process = null;
    }
  }

  private static JsonNode failure(String said) {
    return JSON.createObjectNode()
        .put("reason", said.isEmpty() ? "its process ended without a word" : said);
  }

  private static Estimate estimate(JsonNode result) {
    return new Estimate(
        result.path("steps").asLong(0),
        result.path("secondsPerStep").asDouble(0),
        result.path("evaluations").asInt(0),
        result.path("evaluationSeconds").asDouble(0),
        result.has("memoryBytes")
            ? OptionalLong.of(result.path("memoryBytes").asLong(0))
            : OptionalLong.empty(),
        result.path("diskBytes").asLong(0));
  }

  private Path place(ModelName name) {
    return data.estimates().resolve(name + ".json");
  }

  @Override
  public void destroy() {
    works.values().forEach(Trials::end);
    turns.shutdownNow();
  }
}
