package lab.harmony.review.ui;

import java.util.List;
import lab.harmony.design.CommandSource;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Component;

/// The reviews in the command palette.
@Component
@Needs(Right.REVIEW)
class ReviewCommands implements CommandSource {

  private final RunQueue runs;

  ReviewCommands(RunQueue runs) {
    this.runs = runs;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return runs.experiments().stream()
        .filter(experiment -> CommandSource.fits("review " + experiment, query))
        .limit(limit)
        .map(experiment -> new Command("Review", experiment, ReviewLinks.of(experiment)))
        .toList();
  }
}
