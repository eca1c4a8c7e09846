package lab.harmony.pins;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingRecords;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Service;

/// Holds runs and epochs of trainings against the pins, from what is drawn and judged now, and
/// keeps what was found.
@Service
public class PinChecks {

  private final PinStore pins;
  private final RunFaces faces;
  private final RunQueue runs;
  private final TrainingShelf trainings;
  private final FindingStore findings;
  private final DrawnSince drawn;
  private final FindingKeeper keeper;

  PinChecks(
      PinStore pins,
      RunFaces faces,
      RunQueue runs,
      TrainingShelf trainings,
      FindingStore findings,
      DrawnSince drawn,
      FindingKeeper keeper) {
    this.pins = pins;
    this.faces = faces;
    this.runs = runs;
    this.trainings = trainings;
    this.findings = findings;
    this.drawn = drawn;
    this.keeper = keeper;
  }

  /// What became of all pins that concern a run; empty where there is no such run.
  public Optional<PinReport> run(RunId id) {
    return ReadOnce.during(() -> runs.find(id).map(this::of));
  }

  private PinReport of(Run run) {
    var experiment = run.spec().experiment();
    var concerned = pins.concerning(experiment);
    return new PinReport(new PinSubject.OfRun(run.id(), experiment), faces.held(concerned, run));
  }

  /// What became of the pins of the whole lab in each epoch of a training, in the order in which
  /// they were drawn; empty where there is no such training.
  public Optional<List<PinReport>> training(String name) {
    return trainings.names().stream()
        .map(ModelName::value)
        .filter(name::equals)
        .findFirst()
        .map(_ -> epochs(name, TrainingRecords.evaluations(trainings.folder(new ModelName(name)))));
  }

  /// What became of pins in those faces of a run that are meant; nothing of those that it did not
  /// draw.
  ///
  /// @param meant the prompts of these faces
  public List<PinCheck> drawn(Run run, List<Pin> pins, Predicate<MatrixPrompt> meant) {
    return faces.drawn(pins, run, meant);
  }

  /// The pins of the whole lab, the first pinned first.
  public List<Pin> ofTheLab() {
    return pins.ofTheLab();
  }

  /// The same of evaluations that were read already.
  public List<PinReport> epochs(String training, List<Evaluation> evaluations) {
    var concerned = ofTrainings();
    var reports = new ArrayList<PinReport>();
    EpochPins.subjects(training, evaluations)
        .forEach((subject, evaluation) ->
            reports.add(new PinReport(subject, EpochPins.held(concerned, training, evaluation))));
    return List.copyOf(reports);
  }

  /// The epoch of an evaluation; empty where it drew nothing.
  public static Optional<PinSubject.OfEpoch> subject(String training, Evaluation evaluation) {
    return EpochPins.subject(training, evaluation);
  }

  /// The pins that trainings are held against.
  List<Pin> ofTrainings() {
    return pins.ofTheLabByMachine();
  }

  /// Those of them that trainings do not draw any more, since others were pinned before.
  public Set<PinId> beyond() {
    var all = ofTrainings();
    var drawn = DrawnPins.places(all);
    return all.stream()
        .filter(pin -> !drawn.contains(pin.place()))
        .map(Pin::id)
        .collect(Collectors.toSet());
  }

  /// The pins of the whole lab that trainings are not held against, since people judge them.
  public List<Pin> notOfTrainings() {
    return pins.ofTheLabByPeople();
  }

  /// Whatever was drawn since the first pin was made: of each the pins that it drew since they were
  /// made.
  public List<PinReport> all() {
    var since = pins.first();
    if (since.isEmpty()) {
      return List.of();
    }
    var reports = new ArrayList<PinReport>();
    drawn.runs(since.get()).forEach(id -> run(id).ifPresent(reports::add));
    trainings.names().forEach(name -> training(name.value()).ifPresent(reports::addAll));
    return reports.stream()
        .map(report ->
            new PinReport(
                report.subject(), report.checks().stream().filter(PinCheck::since).toList()))
        .filter(report -> !report.checks().isEmpty())
        .toList();
  }

  /// Keeps what is another than what was found before, of faces that were drawn since they were
  /// pinned. Found again it is not kept again; what is found of a model is kept of its runs.
  public void keep(PinReport report) {
    keep(List.of(report));
  }

  /// The same of several at once.
  void keep(List<PinReport> reports) {
    keeper.keep(
        reports.stream()
            .filter(report -> !(report.subject() instanceof PinSubject.OfModel))
            .toList());
  }

  /// The same of a whole training: of epochs that it has not any more it says so.
  void keepWhole(String training) {
    var reports = training(training).orElse(List.of());
    keeper.keep(reports);
    keeper.gone(training, reports.stream().map(PinReport::subject).toList());
  }

  /// The trainings of which something was found, whether or not they are there.
  List<String> foundTrainings() {
    return findings.trainings();
  }

  /// What counts of a pin, the newest first.
  public List<PinFinding> newest(PinId pin, int most) {
    return findings.newest(pin, most);
  }

  /// What was found of these pins lately: what broke each first, and of these the newest.
  public Map<PinId, List<PinFinding>> last(Collection<PinId> pins, int each) {
    return findings.last(pins, each);
  }

  /// Which pins each run breaks that was drawn since they were made.
  public Map<RunId, Set<PinId>> brokenByRun() {
    return findings.brokenByRun();
  }

  /// What broke a pin at a time or later, because it was drawn or judged: the oldest first.
  public List<PinFinding> brokenSince(Instant time, int most) {
    return findings.brokenSince(time, most);
  }

  /// All that was ever found of a pin in a run or an epoch, the newest first.
  public List<PinFinding> history(PinId pin, String kind, String subject) {
    return findings.history(pin, kind, subject);
  }

  /// How often each pin is in each state, of what was drawn since it was pinned.
  public Map<PinId, List<PinCount>> counts() {
    return findings.counts();
  }
}
