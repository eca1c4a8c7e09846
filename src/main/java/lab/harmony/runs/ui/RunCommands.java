package lab.harmony.runs.ui;

import java.util.List;
import lab.harmony.design.CommandSource;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunQueue;
import org.springframework.stereotype.Component;

/// The runs in the command palette.
@Component
class RunCommands implements CommandSource {

  private final RunQueue runs;

  RunCommands(RunQueue runs) {
    this.runs = runs;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return runs.list(RunFilter.ALL.withText(query)).stream()
        .limit(limit)
        .map(run ->
            new Command(
                "Run",
                "%s %s".formatted(run.spec().experiment(), run.id()),
                RunLinks.run(run.id())))
        .toList();
  }
}
