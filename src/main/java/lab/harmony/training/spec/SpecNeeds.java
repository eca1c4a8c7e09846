package lab.harmony.training.spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.prompts.PromptProblem;
import lab.harmony.training.data.Dataset;
import lab.harmony.training.drawing.DatasetJobs;
import lab.harmony.training.drawing.DatasetStanding;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// What specs need and what of it is there.
@Component
public class SpecNeeds {

  /// A dataset is read again when this many times the time that reading it took has passed.
  private static final int REST = 10;

  private final Workspace workspace;
  private final ModelCatalogue models;
  private final DatasetJobs drawings;
  private final Map<Path, Reading> readings = new ConcurrentHashMap<>();

  /// Datasets in which something changed since they were read.
  private final Set<Path> changed = ConcurrentHashMap.newKeySet();

  SpecNeeds(Workspace workspace, ModelCatalogue models, DatasetJobs drawings) {
    this.workspace = workspace;
    this.models = models;
    this.drawings = drawings;
  }

  /// What a folder held when it was read.
  ///
  /// @param at in nanoseconds
  private record Reading(Found<Dataset> dataset, long at, Duration took) {
    boolean isFresh() {
      return System.nanoTime() - at < REST * took.toNanos();
    }
  }

  /// All of them, as they are now or were a moment ago.
  public List<Need> of(TrainingSpec spec) {
    var needs = new ArrayList<Need>();
    needs.add(model(spec));
    var prompts = prompts();
    if (prompts.isPresent()) {
      needs.add(prompts.get());
      return needs;
    }
    needs.add(dataset("Dataset", spec.data().dataset(), true));
    spec.data()
        .regularisation()
        .ifPresent(folder -> needs.add(dataset("Regularisation", folder, false)));
    return needs;
  }

  /// Why a spec cannot be trained now: the first need that is not met.
  public Optional<String> refusal(TrainingSpec spec) {
    readings.clear();
    return of(spec).stream().flatMap(need -> refusal(need).stream()).findFirst();
  }

  private Optional<String> refusal(Need need) {
    return switch (need) {
      case Need.Ready _, Need.Scarce _ -> Optional.empty();
      case Need.Missing missing -> Optional.of(missing.words());
      case Need.Drawable drawable -> Optional.of(drawable.words());
      case Need.Waiting waiting ->
          Optional.of("%s is still to be drawn".formatted(place(waiting.folder())));
      case Need.Drawing drawing ->
          Optional.of("%s is still being drawn".formatted(place(drawing.folder())));
    };
  }

  /// The datasets of a spec that were read and can be used.
  public List<Path> datasets(TrainingSpec spec) {
    return folders(spec)
        .filter(folder ->
            Optional.ofNullable(readings.get(folder))
                .flatMap(reading -> reading.dataset().readable())
                .isPresent())
        .toList();
  }

  /// The datasets of a spec that are drawn, or are to be, whoever asked for them.
  public List<Path> drawn(TrainingSpec spec) {
    return folders(spec)
        .filter(folder ->
            switch (drawings.standing(folder)) {
              case DatasetStanding.Waiting _, DatasetStanding.Drawing _ -> true;
              case DatasetStanding.Failed _, DatasetStanding.None _ -> false;
            })
        .toList();
  }

  private static Stream<Path> folders(TrainingSpec spec) {
    return Stream.concat(Stream.of(spec.data().dataset()), spec.data().regularisation().stream());
  }

  /// Somebody says that something changed in a dataset.
  public void changed(Path dataset) {
    changed.add(dataset);
  }

  /// Whether what is said of a spec's datasets is of before they changed: one that takes long to
  /// read rests between.
  public boolean isBehind(TrainingSpec spec) {
    return folders(spec).anyMatch(changed::contains);
  }

  public Optional<Model> modelOf(TrainingSpec spec) {
    return ModelName.isValid(spec.model())
        ? models.find(new ModelName(spec.model()))
        : Optional.empty();
  }

  /// How many pictures an epoch shows, of both datasets; 0 while they are not there.
  public long pictures(TrainingSpec spec) {
    return shown(spec.data().dataset()) + spec.data().regularisation().map(this::shown).orElse(0L);
  }

  private long shown(Path folder) {
    return read(folder)
        .readable()
        .map(one -> one.pictures().stream().mapToLong(Dataset.Picture::repeats).sum())
        .orElse(0L);
  }

  private Need model(TrainingSpec spec) {
    return modelOf(spec).isPresent()
        ? new Need.Ready("Model", spec.model())
        : new Need.Missing("Model", models.missing(spec.model()));
  }

  private Need dataset(String what, Path folder, boolean ours) {
    if (FaceDataset.isFree(folder)) {
      return switch (drawings.standing(folder)) {
        case DatasetStanding.Waiting(var place) -> new Need.Waiting(what, folder, place);
        case DatasetStanding.Drawing(var drawn, var all) ->
            new Need.Drawing(what, folder, drawn, all);
        case DatasetStanding.Failed(var reason) -> missing(what, folder, ours, reason);
        case DatasetStanding.None _ -> missing(what, folder, ours, "");
      };
    }
    return switch (read(folder)) {
      case Found.Good<Dataset>(var dataset) -> new Need.Ready(what, words(folder, dataset));
      case Found.Bad<Dataset>(var problem) ->
          new Need.Missing(what, problem.reason().replace(folder.toString(), place(folder)));
    };
  }

  /// @param problem why the latest drawing failed; empty if it did not
  private Need missing(String what, Path folder, boolean ours, String problem) {
    var words = "%s has no pictures yet".formatted(place(folder));
    if (ours && isInWorkspace(folder)) {
      return new Need.Drawable(what, words, folder, FaceDataset.PICTURES, problem);
    }
    return new Need.Missing(
        what,
        ours
            ? words + "; put it there, or let ./lab make-faces draw one"
            : words + "; put it there, or take \"regularisation\" out of the spec");
  }

  /// A spec of a stranger makes no folders elsewhere.
  private boolean isInWorkspace(Path folder) {
    return folder.startsWith(workspace.root())
        && Found.in(
                folder,
                _ ->
                    SafePath.inside(
                        workspace.root(), workspace.root().relativize(folder).toString()))
            .readable()
            .isPresent();
  }

  private String words(Path folder, Dataset dataset) {
    var words =
        "%d %s in %s"
            .formatted(
                dataset.pictures().size(),
                dataset.pictures().size() == 1 ? "picture" : "pictures",
                place(folder));
    if (dataset.unusable().isEmpty()) {
      return words;
    }
    var first = dataset.unusable().getFirst();
    return words
        + "; %d left out, the first: %s %s"
            .formatted(dataset.unusable().size(), place(first.file()), first.reason());
  }

  /// Below the workspace, where it lies there.
  private String place(Path file) {
    return file.startsWith(workspace.root())
        ? workspace.root().relativize(file).toString()
        : file.toString();
  }

  private Found<Dataset> read(Path folder) {
    var known = readings.get(folder);
    if (known == null || !known.isFresh()) {
      known = reading(folder);
      readings.put(folder, known);
    }
    return known.dataset();
  }

  private Reading reading(Path folder) {
    changed.remove(folder);
    long begin = System.nanoTime();
    var dataset =
        Found.in(folder, _ -> Dataset.read(folder, PromptLibrary.load(workspace.prompts())));
    long end = System.nanoTime();
    return new Reading(dataset, end, Duration.ofNanos(end - begin));
  }

  /// What is wrong with the prompts, which evaluations draw.
  private Optional<Need> prompts() {
    try {
      PromptLibrary.load(workspace.prompts());
      return Optional.empty();
    } catch (PromptProblem e) {
      return Optional.of(new Need.Missing("Prompts", String.valueOf(e.getMessage())));
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of(new Need.Missing("Prompts", Found.reason(e)));
    }
  }
}
