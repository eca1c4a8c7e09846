package lab.harmony.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.SafePath;
import org.apache.commons.io.input.ReversedLinesFileReader;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The trainings of this lab, read from their folders as they are now.
@Service
public class TrainingShelf {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int LAST_WORDS = 6;
  private static final String SPEC = "spec.json";

  private final DataFolder data;

  /// What grows while a training runs, read once for all who look.
  private final Map<Path, GrowingLines<StepLine>> steps = new ConcurrentHashMap<>();

  private final Map<Path, GrowingLines<Evaluation>> evaluations = new ConcurrentHashMap<>();

  public TrainingShelf(DataFolder data) {
    this.data = data;
  }

  private final Map<Path, Life> lives = new ConcurrentHashMap<>();

  /// @param time of the file that says so
  private record Life(FileTime time, TrainingLife life) {}

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
    return names().stream()
        .map(this::row)
        .sorted(Comparator.comparing((Row one) -> one.life().since()).reversed())
        .toList();
  }

  /// The names of all trainings.
  public List<ModelName> names() {
    return Folders.in(data.trainings()).usable().stream()
        .map(folder -> folder.getFileName().toString())
        .filter(ModelName::isValid)
        .map(ModelName::new)
        .toList();
  }

  /// The training that a process works on.
  public Optional<ModelName> running() {
    return names().stream().filter(name -> life(name).state().isActive()).findFirst();
  }

  /// The training that a process works on, as a list shows it.
  public Optional<Row> runningRow() {
    return running().map(this::row);
  }

  /// How far it is; its file is read when it is another than before.
  private TrainingLife life(ModelName name) {
    var file = folder(name).resolve(TrainingLife.FILE);
    try {
      var time = Files.getLastModifiedTime(file);
      return lives
          .compute(
              file,
              (_, known) ->
                  known != null && known.time.equals(time)
                      ? known
                      : new Life(time, TrainingLife.read(folder(name))))
          .life
          .now();
    } catch (IOException noFile) {
      lives.remove(file);
      return TrainingLife.UNKNOWN;
    }
  }

  /// What a training that runs was asked for and has not done yet.
  public Set<Wish> wishes(ModelName name) {
    var wishes = EnumSet.noneOf(Wish.class);
    for (var wish : Wish.values()) {
      if (wish.isMade(folder(name))) {
        wishes.add(wish);
      }
    }
    return wishes;
  }

  /// What of the trainings cannot be read: folders, how far one is, what was asked.
  public List<FileProblem> problems() {
    var problems = new ArrayList<>(Folders.in(data.trainings()).problems());
    for (var name : names()) {
      var life = folder(name).resolve(TrainingLife.FILE);
      var spec = folder(name).resolve(SPEC);
      Stream.of(TrainingLife.in(life), facts(spec))
          .flatMap(found -> found.unreadable().stream())
          .filter(problem -> Files.exists(problem.file(), LinkOption.NOFOLLOW_LINKS))
          .forEach(problems::add);
    }
    return problems;
  }

  /// Where a training has its files.
  public Path folder(ModelName name) {
    return SafePath.inside(data.trainings(), name.value());
  }

  /// Asks a training that runs for something; it does so after its step.
  public void ask(ModelName name, Wish wish) {
    wish.make(folder(name));
  }

  private Row row(ModelName name) {
    var folder = folder(name);
    var last = JsonLines.last(folder.resolve("steps.jsonl"), TrainingShelf::step);
    return new Row(
        name,
        TrainingLife.read(folder),
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
                TrainingLife.read(folder),
                spec(folder),
                losses(folder),
                evaluations(folder),
                TrainingRecords.estimate(folder)))
        : Optional.empty();
  }

  /// The last lines of what the process of a training said.
  public String lastWords(ModelName name) {
    var log = SafePath.inside(data.trainings(), name.value()).resolve(TrainingProcesses.LOG);
    if (!Files.isRegularFile(log)) {
      return "";
    }
    try (var reader =
        ReversedLinesFileReader.builder().setPath(log).setCharset(StandardCharsets.UTF_8).get()) {
      var lines = new ArrayList<>(reader.readLines(LAST_WORDS));
      Collections.reverse(lines);
      return String.join("\n", lines);
    } catch (IOException e) {
      return "";
    }
  }

  /// The file of a sample picture, if there is one of that name.
  Optional<Path> sample(String training, String epoch, String name) {
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
              for (var fact : JSON.readTree(text).properties()) {
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
            file -> new GrowingLines<>(file, line -> JSON.treeToValue(line, Evaluation.class)))
        .now();
  }

  private static StepLine step(JsonNode line) {
    return new StepLine(
        line.path("step").asLong(0),
        line.path("loss").asDouble(0),
        line.path("learningRate").asDouble(0),
        line.path("gradientNorm").asDouble(0),
        line.path("seconds").asDouble(0),
        line.path("memoryBytes").asLong(0));
  }
}
