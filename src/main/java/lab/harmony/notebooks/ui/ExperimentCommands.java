package lab.harmony.notebooks.ui;

import java.util.List;
import java.util.Locale;
import lab.harmony.design.CommandSource;
import lab.harmony.notebooks.Experiments;
import org.springframework.stereotype.Component;

/// The experiments in the command palette.
@Component
class ExperimentCommands implements CommandSource {
  private final Experiments experiments;

  ExperimentCommands(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    var wanted = query.strip().toLowerCase(Locale.ROOT);
    return experiments.titles().entrySet().stream()
        .filter(entry ->
            (entry.getKey() + " " + entry.getValue()).toLowerCase(Locale.ROOT).contains(wanted))
        .limit(limit)
        .map(entry ->
            new Command("Experiment", entry.getValue(), ExperimentLinks.notebook(entry.getKey())))
        .toList();
  }
}
