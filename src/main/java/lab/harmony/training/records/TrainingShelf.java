package lab.harmony.training.records;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.json.Json;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.SafePath;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// The trainings of this lab, read from their folders as they are now.
@Service
public class TrainingShelf {

  private static final String SPEC = "spec.json";

  private final DataFolder data;
  private final LifeSource lives;

  /// What grows while a training runs, read once for all who look.
  private final Map<Path, GrowingLines<StepLine>> steps = new ConcurrentHashMap<>();

  private final Map<Path, GrowingLines<Evaluation>> evaluations = new ConcurrentHashMap<>();

  /// @param lives how far they are
  public TrainingShelf(DataFolder data, LifeSource lives) {
    this.data = data;
    this.lives = lives;
  }

  /// A training in a list.
  ///
  /// @param steps that are done
  /// @param loss of the latest step, if there is one
  public record Row(
      ModelName name,
      TrainingLife life,
      String model,
      long steps,
      OptionalDouble loss,
      Optional<Evaluation> latest) {}

  /// One training with everything it noted.
  ///
  /// @param spec what was asked for, by name
  /// @param losses of all steps that are done, in order
  /// @param estimate of what it was expected to take, if it has begun
  public record Training(
      ModelName name,
      TrainingLife life,
      SequencedMap<String, String> spec,
      List<StepLine> losses,
      List<Evaluation> evaluations,
      Optional<Estimate> estimate) {

    public long steps() {
      return losses.isEmpty() ? 0 : losses.getLast().step();
    }
  }

  /// What is kept of a step.
  ///
  /// @param memory in bytes that the process had in use; 0 where the system does not say
  public record StepLine(
      long step,
      double loss,
      double learningRate,
      double gradientNorm,
      double seconds,
      long memory) {}

  /// All of them, the newest first.
  public List<Row> list() {
    return lives.all(names()).entrySet().stream()
        .map(one -> row(one.getKey(), one.getValue()))
        .sorted(Comparator.comparing((Row one) -> one.life().since()).reversed())
        .toList();
  }

  /// The names of all trainings.
  public List<ModelName> names() {
    return names(data);
  }

  public static List<ModelName> names(DataFolder data) {
    return Folders.in(data.trainings()).usable().stream()
        .map(folder -> folder.getFileName().toString())
        .filter(ModelName::isValid)
        .map(ModelName::new)
        .toList();
  }

  /// The training that a process works on.
  public Optional<ModelName> running() {
    return lives.running();
  }

  /// The training that a process works on, as a list shows it.
  public Optional<Row> runningRow() {
    return running().map(name -> row(name, lives.of(name)));
  }

  /// What a training that runs was asked for and has not done yet.
  public Set<Wish> wishes(ModelName name) {
    return lives.wishes(name);
  }

  /// What of the trainings cannot be read: folders, what was asked.
  public List<FileProblem> problems() {
    var problems = new ArrayList<>(Folders.in(data.trainings()).problems());
    for (var name : names()) {
      facts(folder(name).resolve(SPEC))
          .unreadable()
          .filter(problem -> Files.exists(problem.file(), LinkOption.NOFOLLOW_LINKS))
          .ifPresent(problems::add);
    }
    return problems;
  }

  /// Where a training has its files.
  public Path folder(ModelName name) {
    return SafePath.inside(data.trainings(), name.value());
  }

  private Row row(ModelName name, TrainingLife life) {
    var folder = folder(name);
    var last = JsonLines.last(folder.resolve("steps.jsonl"), TrainingShelf::step);
    return new Row(
        name,
        life,
        spec(folder).getOrDefault("model", ""),
        last.map(StepLine::step).orElse(0L),
        last.map(StepLine::loss).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        TrainingRecords.latestEvaluation(folder));
  }

  /// The training of this name.
  public Optional<Training> find(String name) {
    if (!ModelName.isValid(name)) {
      return Optional.empty();
    }
    var training = new ModelName(name);
    var folder = folder(training);
    return Files.isDirectory(folder)
        ? Optional.of(
            new Training(
                training,
                lives.of(training),
                spec(folder),
                losses(folder),
                evaluations(folder),
                TrainingRecords.estimate(folder)))
        : Optional.empty();
  }

  /// The last lines of what a training said in its latest sitting.
  public String lastWords(TrainingLife life) {
    return String.join("\n", lives.lastWords(life));
  }

  /// The file of a sample picture, if there is one of that name.
  public Optional<Path> sample(String training, String epoch, String name) {
    if (!epoch.matches("(epoch|step)-\\d{2,9}") || !name.matches("[\\w.-]+\\.png")) {
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

  /// Empty while its process has only begun, and when it cannot be read.
  private static SequencedMap<String, String> spec(Path folder) {
    return facts(folder.resolve(SPEC)).orElse(_ -> new LinkedHashMap<>());
  }

  private static Found<SequencedMap<String, String>> facts(Path file) {
    return Found.text(file)
        .then(
            file,
            text -> {
              var spec = new LinkedHashMap<String, String>();
              for (var fact : Json.MAPPER.readTree(text).properties()) {
                spec.put(fact.getKey(), fact.getValue().asString(""));
              }
              return spec;
            });
  }

  private List<StepLine> losses(Path folder) {
    return steps
        .computeIfAbsent(
            folder.resolve("steps.jsonl"), file -> new GrowingLines<>(file, TrainingShelf::step))
        .now();
  }

  private List<Evaluation> evaluations(Path folder) {
    return evaluations
        .computeIfAbsent(
            folder.resolve("evaluations.jsonl"),
            file ->
                new GrowingLines<>(file, line -> Json.MAPPER.treeToValue(line, Evaluation.class)))
        .now();
  }

  /// What JSON has no number for is written in words, and is none here either.
  private static StepLine step(JsonNode line) {
    return new StepLine(
        line.path("step").asLong(0),
        line.path("loss").asDouble(Double.NaN),
        line.path("learningRate").asDouble(Double.NaN),
        line.path("gradientNorm").asDouble(Double.NaN),
        line.path("seconds").asDouble(0),
        line.path("memoryBytes").asLong(0));
  }
}
