package lab.harmony.runs.images;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// The faces that an experiment stands on: one set, which review, grids, charts, analyses and
/// reports count.
///
/// They are the complete pictures of the runs that the run cells of its notebook name, as those
/// stand now: a cell that was executed again names its new run, the pictures of a deleted cell do
/// not count, and a cell that shows an earlier run again counts that.
///
/// A run that no cell asked for was ordered for something else (the pairs that a comparison needs,
/// the faces of an epoch, a pin), and is drawn by whatever was asked about: it is never what an
/// experiment stands on.
@Service
public class ExperimentFaces {

  private final RunQueue runs;
  private final ObjectProvider<NamedRuns> named;

  ExperimentFaces(RunQueue runs, ObjectProvider<NamedRuns> named) {
    this.runs = runs;
    this.named = named;
  }

  /// Which runs the notebook of an experiment names.
  public interface NamedRuns {

    /// From top to bottom; empty where the experiment has no notebook that can be read.
    Optional<List<RunId>> of(String experiment);
  }

  /// What an experiment stands on whose notebook is missing or cannot be read.
  ///
  /// @param counted of each cell the newest run that has pictures
  /// @param ordered how many runs have pictures and belong to no cell
  public record WithoutNotebook(List<RunId> counted, int ordered) {

    public WithoutNotebook {
      counted = List.copyOf(counted);
    }

    /// Which runs are counted and which are not.
    public String sentence() {
      return "No notebook that can be read says which runs are counted: %s.%s"
          .formatted(
              counted.isEmpty()
                  ? "there is none that a cell asked for"
                  : "of each cell it is the newest with pictures (%s)".formatted(named()),
              ordered == 0
                  ? ""
                  : " Not counted %s, ordered for comparisons, epochs or pins."
                      .formatted(
                          ordered == 1
                              ? "is 1 run of no cell"
                              : "are %d runs of no cell".formatted(ordered)));
    }

    private String named() {
      var some = counted.stream().limit(NAMED).map(RunId::value).collect(Collectors.joining(", "));
      return counted.size() > NAMED
          ? "%s and %d more".formatted(some, counted.size() - NAMED)
          : some;
    }
  }

  private static final int NAMED = 3;

  /// Which runs an experiment stands on, where its notebook does not say it.
  public Optional<WithoutNotebook> withoutNotebook(String experiment) {
    if (named(experiment).isPresent()) {
      return Optional.empty();
    }
    var all = runs.of(experiment);
    long ordered = all.stream().filter(run -> run.images() > 0 && !ofCell(run)).count();
    return Optional.of(new WithoutNotebook(newest(all), (int) ordered));
  }

  /// The faces of an experiment. Where no notebook says which they are: of each cell that asked for
  /// runs, the pictures of the newest that has any.
  public List<RunImage> of(String experiment) {
    return named(experiment).map(this::of).orElseGet(() -> newest(experiment));
  }

  /// The same of several experiments: their pictures are read together.
  public Map<String, List<RunImage>> of(Collection<String> experiments) {
    var named = new LinkedHashMap<String, List<RunId>>();
    var all = new LinkedHashMap<String, List<RunImage>>();
    for (var experiment : experiments) {
      named(experiment)
          .ifPresentOrElse(
              ids -> named.put(experiment, ids), () -> all.put(experiment, newest(experiment)));
    }
    var images =
        runs.images(named.values().stream().flatMap(List::stream).distinct().toList()).stream()
            .collect(Collectors.groupingBy(image -> image.id().run()));
    named.forEach((experiment, ids) ->
        all.put(
            experiment,
            ids.stream()
                .distinct()
                .flatMap(id -> images.getOrDefault(id, List.of()).stream())
                .toList()));
    return all;
  }

  /// The experiments that stand on a face, sorted: no picture is read for it.
  public List<String> experiments() {
    return experiments(Set.of());
  }

  /// The same without those that stand on one of these runs.
  List<String> experiments(Set<RunId> without) {
    var named = new LinkedHashMap<String, List<RunId>>();
    for (var experiment : runs.experimentsWithPictures()) {
      named.put(
          experiment,
          named(experiment)
              .orElseGet(() ->
                  runs.of(experiment).stream()
                      .filter(ExperimentFaces::ofCell)
                      .map(Run::id)
                      .toList()));
    }
    var there =
        runs.withPictures(named.values().stream().flatMap(List::stream).distinct().toList());
    return named.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(there::contains))
        .filter(entry -> entry.getValue().stream().noneMatch(without::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Whether whoever reviews the experiment of this picture is shown it: no other is read for it.
  boolean include(RunImage image) {
    var run = image.id().run();
    return named(image.experiment())
        .map(ids -> ids.contains(run))
        .orElseGet(() ->
            newest(image.experiment()).stream().anyMatch(face -> face.id().run().equals(run)));
  }

  /// The faces that these runs stand for, each run once.
  public List<RunImage> of(List<RunId> ids) {
    return runs.images(ids);
  }

  private Optional<List<RunId>> named(String experiment) {
    return named.stream().flatMap(names -> names.of(experiment).stream()).findFirst();
  }

  private List<RunImage> newest(String experiment) {
    return runs.images(newest(runs.of(experiment)));
  }

  /// Of each cell the newest run that has pictures.
  private static List<RunId> newest(List<Run> all) {
    var newest = new LinkedHashMap<String, Run>();
    all.stream()
        .filter(run -> run.images() > 0 && ofCell(run))
        .sorted(Comparator.comparing(Run::submittedAt))
        .forEach(run -> newest.put(run.spec().cellId(), run));
    return newest.values().stream().map(Run::id).toList();
  }

  private static boolean ofCell(Run run) {
    return !run.spec().cellId().isEmpty();
  }
}
