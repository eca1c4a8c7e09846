package lab.harmony.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.design.Sizes;
import lab.harmony.json.Json;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.training.TrainingQueue.FoundSpec;
import lab.harmony.training.drawing.DatasetDrawings;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.records.Estimate;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.spec.Need;
import lab.harmony.training.spec.SpecNeeds;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.training.trainer.Machine;
import lab.harmony.work.JobId;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Service;

/// What the specs of the workspace need before they can be trained, and what makes it.
@Service
public class SpecStandings {

  private final TrainingQueue queue;
  private final Rights rights;
  private final TrainingShelf shelf;
  private final SpecNeeds needs;
  private final DatasetDrawings drawings;
  private final Trials trials;
  private final DataFolder data;
  private final Workspace workspace;
  private final Machine machine = Machine.here();

  SpecStandings(
      TrainingQueue queue,
      TrainingShelf shelf,
      SpecNeeds needs,
      DatasetDrawings drawings,
      Trials trials,
      DataFolder data,
      Workspace workspace,
      Rights rights) {
    this.rights = rights;
    this.queue = queue;
    this.shelf = shelf;
    this.needs = needs;
    this.drawings = drawings;
    this.trials = trials;
    this.data = data;
    this.workspace = workspace;
  }

  /// All specs of the workspace, by experiment.
  public List<SpecStanding> all() {
    var specs = queue.specs();
    var asked = trials.all();
    var experiments =
        specs.stream()
            .filter(file -> file.spec().isPresent())
            .collect(
                Collectors.groupingBy(
                    file -> file.spec().orElseThrow().name(),
                    Collectors.mapping(FoundSpec::experiment, Collectors.toList())));
    return specs.stream()
        .map(file ->
            file.spec()
                .map(spec ->
                    standing(file, spec, experiments.getOrDefault(spec.name(), List.of()), asked))
                .orElseGet(() -> new SpecStanding(file, List.of(), new Trial.None())))
        .toList();
  }

  /// @param experiments that have a spec of this name
  /// @param asked what was to be measured
  private SpecStanding standing(
      FoundSpec file,
      TrainingSpec spec,
      List<String> experiments,
      Map<Trials.Asked, Sitting> asked) {
    var all = new ArrayList<>(needs.of(spec));
    if (experiments.size() > 1) {
      all.add(
          new Need.Missing(
              "Name",
              "%s is the name of the specs in %s; give each another name"
                  .formatted(spec.name(), String.join(" and ", experiments))));
    }
    var trial =
        key(spec)
            .<Trial>map(key -> trials.of(asked, file.file(), spec.name(), key))
            .orElseGet(Trial.None::new);
    if (trial instanceof Trial.Measured measured) {
      room(measured.estimate()).ifPresent(all::add);
    }
    return new SpecStanding(file, all, trial);
  }

  /// What the machine may be too small for.
  private Optional<Need> room(Estimate estimate) {
    long disk = machine.freeDisk(data.root());
    if (disk < estimate.disk()) {
      return Optional.of(
          new Need.Missing(
              "Disk",
              "it takes about %s in %s, and %s are free; free some, then it can begin"
                  .formatted(Sizes.needed(estimate.disk()), data.trainings(), Sizes.free(disk))));
    }
    var memory = machine.freeMemory();
    var taken = estimate.memory();
    return memory.isPresent()
            && taken.isPresent()
            && memory.getAsLong() < taken.getAsLong()
            && shelf.running().isEmpty()
        ? Optional.of(
            new Need.Scarce(
                "Memory",
                "it takes about %s, and %s are free; close other programs, or use gradient_checkpointing: true, a smaller batch, or precision: bfloat16"
                    .formatted(Sizes.memory(taken.getAsLong()), Sizes.memory(memory.getAsLong()))))
        : Optional.empty();
  }

  /// Of everything that decides what a training takes; empty while the model is not there.
  private Optional<String> key(TrainingSpec spec) {
    return needs
        .modelOf(spec)
        .map(model ->
            Sha256.of(
                    "1 %s %d %s"
                        .formatted(
                            Json.MAPPER.writeValueAsString(spec.on(model).facts(model)),
                            needs.pictures(spec),
                            spec.data().dataset()))
                .hex());
  }

  /// Has the dataset of a spec that has none drawn when it is its turn.
  public void draw(FoundSpec file, Actor by) {
    rights.require(by, Right.COMPUTE);
    file.spec()
        .ifPresent(spec -> {
          for (var need : needs.of(spec)) {
            if (need instanceof Need.Drawable drawable) {
              drawings.start(drawable.folder(), by);
            }
          }
        });
  }

  /// Takes the measure of a spec when it is its turn, and keeps it.
  ///
  /// @param by who wants it
  /// @throws TrainingProblem if the file cannot be read any more
  public void measure(FoundSpec file, Actor by) {
    rights.require(by, Right.COMPUTE);
    measure(TrainingOrder.of(file.file(), workspace.prompts()), by);
  }

  /// The same of what may lie elsewhere; the job says what came of it.
  ///
  /// @throws TrainingProblem naming what is wrong with the spec
  public JobId measure(TrainingOrder order, Actor by) {
    rights.require(by, Right.COMPUTE);
    return trials.start(key(order.training()).map(order::keptFor).orElse(order), by);
  }

  /// What the job of a measuring found.
  public Optional<Estimate> measured(JobId job) {
    return trials.result(job);
  }

  /// Ends whatever is being made for a spec.
  ///
  /// @throws lab.harmony.people.ReasonNeeded if another wanted it, and they have to say why
  public void cancel(FoundSpec file, Actor by, String reason) {
    rights.require(by, Right.COMPUTE);
    trials.cancel(file.file(), by, reason);
    file.spec().stream()
        .flatMap(spec -> needs.drawn(spec).stream())
        .forEach(folder -> drawings.cancel(folder, by, reason));
  }
}
