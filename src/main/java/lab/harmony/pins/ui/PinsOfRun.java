package lab.harmony.pins.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.Optional;
import lab.harmony.design.live.LiveParts;
import lab.harmony.runs.Run;
import lab.harmony.runs.ui.OnRun;
import org.springframework.stereotype.Service;

/// On the page of a run: which pins it broke.
@Service
final class PinsOfRun implements OnRun {

  private final LivePins live;

  PinsOfRun(LivePins live) {
    this.live = live;
  }

  @Override
  public Component of(Run run) {
    var section = new Section();
    section.addClassNames("run-section", "pins-of-run");
    section.setVisible(false);
    LiveParts.followAway(section, live.of(run.id()), now -> show(section, now));
    return section;
  }

  private static void show(Section section, Optional<LivePins.Shown> now) {
    section.removeAll();
    var something = now.filter(shown -> !shown.report().checks().isEmpty());
    section.setVisible(something.isPresent());
    something.ifPresent(shown -> section.add(new H2("Pins"), new PinChecksPart(shown)));
  }
}
