package lab.harmony.runs.ui;

import java.util.List;
import lab.harmony.design.CommandSource;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Component;

/// The runs in the command palette.
@Component
@Needs(Right.LOOK)
class RunCommands implements CommandSource {

  private final RunQueue runs;

  RunCommands(RunQueue runs) {
    this.runs = runs;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return runs.list(RunFilter.ALL.withText(query), 0, limit).stream()
        .map(run ->
            new Command(
                "Run", "%s %s".formatted(run.experiment(), run.id()), RunLinks.run(run.id())))
        .toList();
  }
}
