package lab.harmony.models.ui;

import java.time.Duration;
import java.util.List;
import lab.harmony.design.live.Live;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelCatalogue.BeingRead;
import org.springframework.stereotype.Component;

/// How far files are that are read for the first time, as open pages show it.
@Component
class LiveReading {

  private static final Duration PAUSE = Duration.ofMillis(450);

  private final Live<List<BeingRead>> now;

  LiveReading(ModelCatalogue catalogue) {
    now = new Live<>(PAUSE, catalogue::beingRead);
    catalogue.whenReadFurther(now::changed);
  }

  Live<List<BeingRead>> now() {
    return now;
  }
}
