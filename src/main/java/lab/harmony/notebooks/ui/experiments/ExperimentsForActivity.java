package lab.harmony.notebooks.ui.experiments;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lab.harmony.activity.ActivityExperiments;
import lab.harmony.notebooks.Experiments;
import org.springframework.stereotype.Component;

/// What experiments are called where it is told what happened to them.
@Component
class ExperimentsForActivity implements ActivityExperiments {

  private final Experiments experiments;

  ExperimentsForActivity(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public SequencedMap<String, String> titles() {
    var titles = new LinkedHashMap<String, String>();
    experiments.titles().forEach((slug, title) -> titles.put(slug.value(), title));
    return titles;
  }
}
