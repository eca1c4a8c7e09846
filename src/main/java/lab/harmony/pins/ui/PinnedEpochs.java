package lab.harmony.pins.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.models.ModelName;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinReport;
import lab.harmony.pins.PinsChanged;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.ui.epochs.EpochMarks;
import lab.harmony.training.ui.epochs.EpochMarksChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

/// On the page of a training: which pins each epoch broke.
@org.springframework.stereotype.Component
class PinnedEpochs implements EpochMarks {

  private static final String HELD_FIRST =
      "Epochs that hold more pins stand above others, whatever their success rate.";

  private final PinChecks checks;
  private final LivePins live;
  private final ApplicationEventPublisher events;

  PinnedEpochs(PinChecks checks, LivePins live, ApplicationEventPublisher events) {
    this.checks = checks;
    this.live = live;
    this.events = events;
  }

  @EventListener
  void changed(PinsChanged event) {
    events.publishEvent(new EpochMarksChanged());
  }

  @Override
  public Found of(ModelName training, List<Evaluation> evaluations) {
    var all = new LinkedHashMap<String, LivePins.Shown>();
    checks
        .epochs(training.value(), evaluations)
        .forEach(report -> all.put(report.subject().name(), live.shown(report)));
    return new OfTraining(training.value(), all);
  }

  /// @param reports by the names of the epochs
  private record OfTraining(String training, Map<String, LivePins.Shown> reports) implements Found {

    private Optional<PinReport> report(Evaluation evaluation) {
      return PinChecks.subject(training, evaluation)
          .flatMap(subject -> Optional.ofNullable(reports.get(subject.name())))
          .map(LivePins.Shown::report);
    }

    @Override
    public boolean isNothing() {
      return reports.values().stream().allMatch(one -> one.report().checks().isEmpty());
    }

    @Override
    public String column() {
      return "pins";
    }

    @Override
    public Comparator<Evaluation> better() {
      return Comparator.comparingInt((Evaluation one) -> held(one)).reversed();
    }

    private int held(Evaluation evaluation) {
      return report(evaluation).map(one -> one.held().size()).orElse(0);
    }

    @Override
    public String words(Evaluation evaluation) {
      return report(evaluation).map(PinReport::brief).orElse("");
    }

    @Override
    public String order() {
      var all = reports.values().stream().map(LivePins.Shown::report).toList();
      if (all.stream().allMatch(one -> one.known() == 0)) {
        return "No epoch has drawn a pin that its judge has read, so pins say nothing of this order.";
      }
      long open = all.stream().filter(one -> one.known() < one.checks().size()).count();
      return HELD_FIRST
          + (open == 0
              ? ""
              : " In %d of %d epochs not all pins were drawn and read by their judge: those are not held, whatever they would have been."
                  .formatted(open, all.size()));
    }

    @Override
    public Component part() {
      var part = new Div(new H3("Pins"));
      part.addClassName("pins-of-epochs");
      reports.values().stream()
          .sorted(
              Comparator.comparingInt((LivePins.Shown one) -> one.report().broken().size())
                  .reversed())
          .forEach(one -> part.add(epoch(one)));
      part.getChildren()
          .filter(Details.class::isInstance)
          .map(Details.class::cast)
          .findFirst()
          .filter(_ -> reports.values().stream().anyMatch(one -> !one.report().broken().isEmpty()))
          .ifPresent(worst -> worst.setOpened(true));
      return part;
    }

    /// What became of the pins is made when it is opened.
    private static Details epoch(LivePins.Shown one) {
      var details =
          new Details("%s: %s".formatted(one.report().subject().words(), one.report().brief()));
      details.addOpenedChangeListener(change -> {
        if (change.isOpened() && details.getContent().findAny().isEmpty()) {
          details.add(new PinChecksPart(one));
        }
      });
      return details;
    }
  }
}
