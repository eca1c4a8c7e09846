package lab.harmony.pins;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.training.PinnedPrompts;
import org.springframework.stereotype.Component;

/// The pins of the lab that a machine judges, as what epochs of trainings draw besides their fixed
/// prompts: the first pinned first, and not more than those.
@Component
class DrawnPins implements PinnedPrompts {

  /// Places that an epoch draws besides its fixed prompts.
  static final int MOST = 48;

  private final PinChecks checks;

  DrawnPins(PinChecks checks) {
    this.checks = checks;
  }

  @Override
  public List<MatrixPrompt> toDraw() {
    return places(checks.ofTrainings()).stream().map(PinPlace::prompt).toList();
  }

  /// Which places of pins are drawn.
  ///
  /// @param pins that trainings are held against, the first pinned first
  static Set<PinPlace> places(List<Pin> pins) {
    return pins.stream()
        .map(Pin::place)
        .distinct()
        .limit(MOST)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
