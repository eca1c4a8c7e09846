package lab.harmony.training;

import java.time.Clock;
import java.util.Optional;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeLabel;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.Job;
import lab.harmony.work.JobStops;
import org.springframework.stereotype.Service;

/// What people say of how trainings came out. It is for whoever said it last, or else started the
/// training: others say why.
@Service
public class TrainingOutcomes {

  private final TrainingShelf shelf;
  private final Sittings sittings;
  private final JobStops stops;
  private final People people;
  private final Rights rights;
  private final AuditTrail audit;
  private final Clock clock;

  TrainingOutcomes(
      TrainingShelf shelf,
      Sittings sittings,
      JobStops stops,
      People people,
      Rights rights,
      AuditTrail audit,
      Clock clock) {
    this.shelf = shelf;
    this.sittings = sittings;
    this.stops = stops;
    this.people = people;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /// Says how a training came out, in the place of what was said before.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws lab.harmony.people.ReasonNeeded if it is another's to say, and they have to say why
  public void say(ModelName training, OutcomeLabel label, Actor by, String reason) {
    rights.require(by, Right.COMPUTE);
    var folder = shelf.folder(training);
    var before = ConfirmedOutcome.read(folder);
    var whose = whose(training, before);
    var said = ConfirmedOutcome.of(label, people.get(by.person()), clock.instant());
    if (whose.isEmpty() || !stops.ask(whose, by, reason, what(whose.get()))) {
      said.write(folder);
      return;
    }
    audit.together(() -> {
      var event =
          AuditEvent.of(
                  AuditKind.OUTCOME_CHANGED,
                  by,
                  new AuditSubject(AuditSubject.Kind.TRAININGS, training.value()))
              .with("of", whose.get().name())
              .with("from", before.map(one -> one.label().word()).orElse(""))
              .with("to", label.word());
      audit.record(reason.isBlank() ? event : event.with("reason", JobStops.kept(reason)));
      said.write(folder);
      return said;
    });
  }

  private static String what(NamedPerson whose) {
    return "say how a training of %s came out".formatted(whose.name());
  }

  /// Whoever said it last, or else started the training; empty where nobody knows.
  private Optional<NamedPerson> whose(ModelName training, Optional<ConfirmedOutcome> before) {
    return before
        .flatMap(ConfirmedOutcome::byId)
        .flatMap(people::find)
        .map(Person::named)
        .or(() ->
            sittings.of(TrainingHandler.KIND, training).stream()
                .map(Sitting::job)
                .reduce((_, last) -> last)
                .flatMap(Job::submittedBy));
  }
}
