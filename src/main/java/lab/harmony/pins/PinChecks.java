package lab.harmony.pins;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.models.ModelName;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingRecords;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
  private final TransactionTemplate transaction;
  private final Clock clock;

  PinChecks(
      PinStore pins,
      RunFaces faces,
      RunQueue runs,
      TrainingShelf trainings,
      FindingStore findings,
      DrawnSince drawn,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.pins = pins;
    this.faces = faces;
    this.runs = runs;
    this.trainings = trainings;
    this.findings = findings;
    this.drawn = drawn;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /// What became of all pins that concern a run; empty where there is no such run.
  public Optional<PinReport> run(RunId id) {
    return ReadOnce.during(() -> runs.find(id).map(this::of));
  }

  private PinReport of(Run run) {
    var experiment = run.spec().experiment();
    var concerned = pins.pinned().stream().filter(pin -> pin.concerns(experiment)).toList();
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

  /// The same of evaluations that were read already.
  public List<PinReport> epochs(String training, List<Evaluation> evaluations) {
    var concerned = ofTrainings();
    var reports = new ArrayList<PinReport>();
    EpochPins.subjects(training, evaluations)
        .forEach((subject, evaluation) ->
            reports.add(new PinReport(subject, EpochPins.held(concerned, training, evaluation))));
    return List.copyOf(reports);
  }

  /// The pins that trainings are held against.
  List<Pin> ofTrainings() {
    return pins.pinned().stream().filter(pin -> pin.wish().experiment().isEmpty()).toList();
  }

  /// Whatever was drawn since the first pin was made: of each the pins that it drew since they were
  /// made.
  public List<PinReport> all() {
    var since = pins.pinned().stream().map(Pin::pinnedAt).min(Instant::compareTo);
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
  /// pinned. Found again it is not kept again.
  public void keep(PinReport report, PinFinding.Cause cause) {
    if (report.checks().isEmpty()) {
      return;
    }
    transaction.executeWithoutResult(_ -> {
      var before = findings.newest(report.subject());
      var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      findings.add(
          report.checks().stream()
              .flatMap(check -> news(report.subject(), check, before, cause, now).stream())
              .toList());
    });
  }

  private static Optional<PinFinding> news(
      PinSubject subject,
      PinCheck check,
      Map<PinId, PinFinding> before,
      PinFinding.Cause cause,
      Instant now) {
    var known = Optional.ofNullable(before.get(check.pin().id()));
    if (!check.since() && known.isEmpty()) {
      return Optional.empty();
    }
    var found = finding(subject, check, cause, now);
    return known.filter(found::saysTheSameAs).isPresent() ? Optional.empty() : Optional.of(found);
  }

  private static PinFinding finding(
      PinSubject subject, PinCheck check, PinFinding.Cause cause, Instant now) {
    var points =
        switch (check.state()) {
          case PinState.Held(var held, _) -> OptionalInt.of(held);
          case PinState.Broke(var left, _, _) -> OptionalInt.of(left);
          case PinState.NotJudged _, PinState.NotDrawn _ -> OptionalInt.empty();
        };
    return new PinFinding(
        check.pin().id(),
        subject.kind(),
        subject.name(),
        check.state().code(),
        points,
        check.pin().wish().least().value(),
        brief(check.state().words()),
        check.state().decisive().map(PinnedPicture::name),
        cause,
        now);
  }

  private static String brief(String words) {
    return words.length() <= 2000 ? words : words.substring(0, 1999) + "…";
  }

  /// What counts of a pin, the newest first.
  public List<PinFinding> newest(PinId pin, int most) {
    return findings.newest(pin, most);
  }

  /// All that was ever found of a pin in a run or an epoch, the newest first.
  public List<PinFinding> history(PinId pin, String kind, String subject) {
    return findings.history(pin, kind, subject);
  }

  /// How often each pin is in each state, of what was drawn since it was pinned.
  public Map<PinId, Map<String, Integer>> counts() {
    return findings.counts();
  }
}
