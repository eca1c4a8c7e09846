package lab.harmony.notebooks.sources;

import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.analytics.HarmonyAnalytics;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.results.StoredRun;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.runs.SpecDifference;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Service;

/// The runs that a cell had, and the way back to one of them. Everything here reads pictures and
/// scores: it is asked for when somebody wants to see it, never while a page is built.
@Service
public class CellRuns {
  private final Notebooks notebooks;
  private final Rights rights;
  private final RunQueue runs;
  private final PictureJudgements judges;
  private final People people;
  private final Clock clock;

  CellRuns(
      Notebooks notebooks,
      RunQueue runs,
      PictureJudgements judges,
      People people,
      Clock clock,
      Rights rights) {
    this.rights = rights;
    this.notebooks = notebooks;
    this.runs = runs;
    this.judges = judges;
    this.people = people;
    this.clock = clock;
  }

  /// All runs of a cell, the newest first; none when the cell is gone.
  public List<CellRun> of(ExperimentSlug experiment, CellId id) {
    if (!(notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook))) {
      return List.of();
    }
    var cell = notebook.find(id);
    var shown = cell.flatMap(RunCells::run).flatMap(runs::find);
    Map<RunId, Run> all = new LinkedHashMap<>();
    shown.ifPresent(run -> all.put(run.id(), run));
    runs.of(experiment.value()).stream()
        .filter(run -> run.spec().cellId().equals(id.value()))
        .forEach(run -> all.put(run.id(), run));
    var images = runs.images(all.keySet());
    var pictures = images.stream().collect(Collectors.groupingBy(image -> image.id().run()));
    var scored = judges.judge(JudgeChoice.HUMAN, images);
    var machine = judges.judge(JudgeChoice.MACHINE, images);
    return all.values().stream()
        .sorted(Comparator.comparing(Run::submittedAt).thenComparing(Run::id).reversed())
        .map(run ->
            new CellRun(
                run,
                shown.filter(it -> it.id().equals(run.id())).isPresent(),
                pictures.getOrDefault(run.id(), List.of()),
                shown.map(it -> SpecDifference.between(it.spec(), run.spec())).orElse(List.of()),
                rate(scored, run.id()),
                rate(machine, run.id()),
                pictures.getOrDefault(run.id(), List.of()).stream()
                    .flatMap(image -> MachineVerdict.of(image).stream())
                    .map(MachineVerdict::judge)
                    .findFirst()))
        .toList();
  }

  private static SuccessRate rate(Judgements all, RunId run) {
    return HarmonyAnalytics.of(
            all.pictures().stream()
                .filter(judged -> judged.image().id().run().equals(run))
                .flatMap(judged -> judged.row().stream())
                .toList())
        .overall();
  }

  /// Makes a finished run the result of its cell again. What looks at the cell is stale then; the
  /// person can take it back.
  public Edit show(ExperimentSlug experiment, CellId id, RunId wanted, Actor by) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    var run = runs.find(wanted);
    if (run.isEmpty()) {
      return new Edit.Refused("The run %s is not in this lab any more.".formatted(wanted));
    }
    if (!(run.get().state() instanceof RunState.Finished)) {
      return new Edit.Refused(
          "The run %s is not finished. Run the cell with its settings to go on with it."
              .formatted(wanted));
    }
    var images = runs.images(run.get());
    var output = StoredRun.output(run.get(), images);
    return notebooks.onCell(
        experiment,
        id,
        "",
        by,
        (notebook, cell) -> {
          var working = RunCells.run(cell).flatMap(runs::find).filter(it -> !it.state().isOver());
          if (working.isPresent()) {
            return new Edit.Refused("The cell is being executed. Stop it or wait for it.");
          }
          var execution =
              new Execution(
                  clock.instant(),
                  people.sign(by),
                  basis(cell, run.get()).inputs(),
                  Optional.of(wanted),
                  Optional.of(ScopePictures.hash(images)));
          return new Edit.Saved(
              notebook
                  .withExecutionCount(id, notebook.nextExecutionCount())
                  .withOutputs(id, List.of(output))
                  .withHarmony(id, execution::writeTo),
              id);
        });
  }

  /// What the pictures rest on: of an imported run that it is this one, else its spec.
  private static Basis basis(Cell cell, Run run) {
    try {
      if (RunSource.read(cell.source()) instanceof RunSource.Imported(var imported)
          && imported.equals(run.id())) {
        return RunSpecs.basis(imported);
      }
    } catch (CellProblem cannotBeExecuted) {
      return RunSpecs.basis(run.spec());
    }
    return RunSpecs.basis(run.spec());
  }
}
