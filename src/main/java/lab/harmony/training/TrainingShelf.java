package lab.harmony.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.SafePath;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The trainings of this lab, read from their folders as they are now.
@Service
public class TrainingShelf {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int LAST_WORDS = 6;

  private final DataFolder data;

  TrainingShelf(DataFolder data) {
    this.data = data;
  }

  /// One training.
  ///
  /// @param spec what was asked for, by name
  /// @param losses of all steps that are done, in order
  public record Training(
      ModelName name,
      TrainingLife life,
      SequencedMap<String, String> spec,
      List<StepLine> losses,
      List<Evaluation> evaluations) {

    public long steps() {
      return losses.isEmpty() ? 0 : losses.getLast().step();
    }
  }

  /// What is kept of a step.
  public record StepLine(
      long step, double loss, double learningRate, double gradientNorm, double seconds) {}

  /// All of them, the newest first.
  public List<Training> list() {
    try (var folders = Files.list(data.trainings())) {
      return folders
          .filter(Files::isDirectory)
          .flatMap(folder -> find(folder.getFileName().toString()).stream())
          .sorted(Comparator.comparing((Training one) -> one.life().since()).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(data.trainings()), e);
    }
  }

  /// The training of this name.
  public Optional<Training> find(String name) {
    try {
      var training = new ModelName(name);
      var folder = SafePath.inside(data.trainings(), name);
      return Files.isDirectory(folder)
          ? Optional.of(
              new Training(
                  training,
                  TrainingLife.read(folder),
                  spec(folder),
                  losses(folder),
                  TrainingRecords.evaluations(folder)))
          : Optional.empty();
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  /// The last lines of what the process of a training said.
  public String lastWords(ModelName name) {
    var log = SafePath.inside(data.trainings(), name.value()).resolve(TrainingProcesses.LOG);
    try {
      if (!Files.exists(log)) {
        return "";
      }
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /// The file of a sample picture, if there is one of that name.
  Optional<Path> sample(String training, String epoch, String name) {
    if (!epoch.matches("epoch-\\d{2,5}") || !name.matches("[\\w.-]+\\.png")) {
      return Optional.empty();
    }
    try {
      var folder = SafePath.inside(data.trainings(), new ModelName(training).value());
      var file = folder.resolve("samples").resolve(epoch).resolve(name);
      return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private static SequencedMap<String, String> spec(Path folder) {
    var spec = new LinkedHashMap<String, String>();
    if (!Files.exists(folder.resolve("spec.json"))) {
      return spec; // Its process has only begun.
    }
    try {
      for (var fact : JSON.readTree(Files.readString(folder.resolve("spec.json"))).properties()) {
        spec.put(fact.getKey(), fact.getValue().asString());
      }
      return spec;
    } catch (IOException e) {
      throw new UncheckedIOException("the spec in %s could not be read".formatted(folder), e);
    }
  }

  private static List<StepLine> losses(Path folder) {
    var file = folder.resolve("steps.jsonl");
    var losses = new ArrayList<StepLine>();
    try {
      for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        try {
          var node = JSON.readTree(line);
          losses.add(
              new StepLine(
                  node.path("step").asLong(0),
                  node.path("loss").asDouble(0),
                  node.path("learningRate").asDouble(0),
                  node.path("gradientNorm").asDouble(0),
                  node.path("seconds").asDouble(0)));
        } catch (JacksonException halfWritten) {
          break;
        }
      }
      return losses;
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }
}
