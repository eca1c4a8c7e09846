package lab.harmony.notebooks.ui.experiments;

import java.util.List;
import lab.harmony.design.CommandSource;
import lab.harmony.notebooks.Experiments;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.stereotype.Component;

/// The experiments in the command palette.
@Component
@Needs(Right.LOOK)
class ExperimentCommands implements CommandSource {
  private final Experiments experiments;

  ExperimentCommands(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return experiments.titles().entrySet().stream()
        .filter(entry ->
            CommandSource.fits(
                "experiment %s %s".formatted(entry.getKey(), entry.getValue()), query))
        .limit(limit)
        .map(entry ->
            new Command("Experiment", entry.getValue(), ExperimentLinks.notebook(entry.getKey())))
        .toList();
  }
}
