package lab.harmony.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lab.harmony.comparison.PictureMatches;
import lab.harmony.comparison.PlacedArm;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmPictures;
import lab.harmony.models.AdapterFile;
import lab.harmony.models.KeptAdapter;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingShelf.Training;
import org.springframework.stereotype.Service;

/// Which epochs of a training can be rated blind against each other: those that runs drew, by the
/// adapters that the training kept, with the same prompts and seeds. What the training drew of its
/// fixed prompts itself is of no run, and rated nowhere.
@Service
public class EpochSessions {

  /// What an arm is called that has the adapter as it was at the end.
  private static final String END = "end";

  private final ModelCatalogue models;
  private final RunQueue runs;
  private final ArmPictures pictures;

  EpochSessions(ModelCatalogue models, RunQueue runs, ArmPictures pictures) {
    this.models = models;
    this.runs = runs;
    this.pictures = pictures;
  }

  /// What there is to rate.
  public sealed interface Found {

    /// Epochs that can be rated against each other.
    ///
    /// @param experiments whose runs drew them
    /// @param arms each of them, as the plan of a session takes it
    /// @param names of these
    /// @param together how many prompts and seeds all of them have
    record Ready(List<String> experiments, List<ArmAddress> arms, List<String> names, int together)
        implements Found {

      public Ready {
        experiments = List.copyOf(experiments);
        arms = List.copyOf(arms);
        names = List.copyOf(names);
      }
    }

    /// No two can be.
    ///
    /// @param drawn which epochs runs drew at all
    record NotYet(List<String> drawn) implements Found {

      public NotYet {
        drawn = List.copyOf(drawn);
      }
    }
  }

  public Found of(Training training) {
    var adapters = adapters(training);
    var experiments = new TreeSet<String>();
    for (var adapter : adapters.values()) {
      runs.using(adapter.sha256(), EpochRuns.MOST_RUNS).stream()
          .filter(row -> row.images() > 0 && !row.picturesGone())
          .map(RunRow::experiment)
          .forEach(experiments::add);
    }
    // Of all together an epoch may have several pictures of one prompt and seed.
    var sources = new LinkedHashSet<>(List.of(List.copyOf(experiments)));
    experiments.forEach(one -> sources.add(List.of(one)));
    sources.remove(List.of());
    var drawn = new LinkedHashSet<String>();
    var ready = new ArrayList<Found.Ready>();
    for (var source : sources) {
      var arms =
          adapters.keySet().stream()
              .map(value -> ArmAddress.at(source, "epoch." + training.name(), value))
              .flatMap(arm -> placed(arm).stream())
              .toList();
      arms.forEach(arm -> drawn.add(arm.name()));
      arms.forEach(first -> ready(source, arms, first).ifPresent(ready::add));
    }
    return ready.stream()
        .max(
            Comparator.comparingInt((Found.Ready one) -> one.arms().size())
                .thenComparingInt(Found.Ready::together))
        .<Found>map(one -> one)
        .orElseGet(() -> new Found.NotYet(List.copyOf(drawn)));
  }

  /// By the value that arms are chosen by, those of epochs first.
  private Map<String, AdapterFile> adapters(Training training) {
    var adapters = new LinkedHashMap<String, AdapterFile>();
    training.evaluations().stream()
        .filter(Evaluation::isOfEpoch)
        .map(Evaluation::epoch)
        .filter(epoch -> epoch > 0)
        .sorted()
        .forEach(epoch ->
            models
                .adapter(training.name() + "-" + KeptAdapter.ofEpoch(training.name(), epoch).when())
                .ifPresent(adapter -> adapters.put(String.valueOf(epoch), adapter)));
    models.adapter(training.name().value()).ifPresent(adapter -> adapters.put(END, adapter));
    return adapters;
  }

  /// Empty of one without pictures.
  private Optional<PlacedArm> placed(ArmAddress address) {
    try {
      var own = pictures.placed(pictures.of(address));
      return own.isEmpty()
          ? Optional.empty()
          : Optional.of(new PlacedArm(pictures.words(address), address, own));
    } catch (IllegalArgumentException gone) {
      return Optional.empty();
    }
  }

  /// As many of these as can be held against each other, this among them, in their order.
  private static Optional<Found.Ready> ready(
      List<String> experiments, List<PlacedArm> arms, PlacedArm first) {
    var chosen = new ArrayList<>(List.of(first));
    int together = 0;
    for (var arm : arms) {
      if (!arm.equals(first)) {
        var more = new ArrayList<>(chosen);
        more.add(arm);
        int of = together(more);
        if (of > 0) {
          chosen = more;
          together = of;
        }
      }
    }
    if (chosen.size() < 2) {
      return Optional.empty();
    }
    var all = chosen;
    var inOrder = arms.stream().filter(all::contains).toList();
    return Optional.of(
        new Found.Ready(
            experiments,
            inOrder.stream().map(PlacedArm::address).toList(),
            inOrder.stream().map(PlacedArm::name).toList(),
            together));
  }

  /// How many prompts and seeds all of these have; none where they cannot be held against each
  /// other. Whether two pictures are the same pixel for pixel the plan finds out.
  private static int together(List<PlacedArm> arms) {
    try {
      return PictureMatches.of(arms, image -> image.id().toString()).together().size();
    } catch (IllegalArgumentException several) {
      return 0;
    }
  }
}
