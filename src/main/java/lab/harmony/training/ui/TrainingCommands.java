package lab.harmony.training.ui;

import java.util.List;
import lab.harmony.design.CommandSource;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.training.records.TrainingShelf;
import org.springframework.stereotype.Component;

/// The trainings in the command palette.
@Component
@Needs(Right.LOOK)
class TrainingCommands implements CommandSource {
  private final TrainingShelf trainings;

  TrainingCommands(TrainingShelf trainings) {
    this.trainings = trainings;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return trainings.names().stream()
        .filter(name -> CommandSource.fits("training " + name, query))
        .limit(limit)
        .map(name -> new Command("Training", name.value(), "trainings/" + name))
        .toList();
  }
}
