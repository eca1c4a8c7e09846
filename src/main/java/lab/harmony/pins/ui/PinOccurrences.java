package lab.harmony.pins.ui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.notices.Occurrence;
import lab.harmony.notices.OccurrenceKind;
import lab.harmony.notices.OccurrenceSource;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinFinding;
import lab.harmony.pins.Pins;
import org.springframework.stereotype.Component;

/// Pins that something broke, to be told outside; those that broke because they were changed are
/// none.
@Component
class PinOccurrences implements OccurrenceSource {

  private final Pins pins;
  private final PinChecks checks;

  PinOccurrences(Pins pins, PinChecks checks) {
    this.pins = pins;
    this.checks = checks;
  }

  @Override
  public List<Occurrence> since(Instant time) {
    return checks.brokenSince(time, MOST).stream().map(this::occurrence).toList();
  }

  private Occurrence occurrence(PinFinding finding) {
    return new Occurrence(
        OccurrenceKind.PIN_BROKE,
        "pin %s %s %s %s".formatted(finding.pin(), finding.kind(), finding.subject(), finding.at()),
        finding.at(),
        Optional.empty(),
        "Pin %s broke: %s in %s"
            .formatted(
                finding.pin(),
                pins.find(finding.pin()).map(pin -> pin.title()).orElse(""),
                finding.subject()),
        PinLinks.subject(finding));
  }
}
