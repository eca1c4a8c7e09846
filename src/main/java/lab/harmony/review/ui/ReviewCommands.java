package lab.harmony.review.ui;

import java.util.List;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.CommandSource;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.runs.images.OpenExperiments;
import org.springframework.stereotype.Component;

/// The reviews in the command palette.
@Component
@Needs(Right.REVIEW)
class ReviewCommands implements CommandSource {

  private final OpenExperiments experiments;
  private final CurrentPerson person;

  ReviewCommands(OpenExperiments experiments, CurrentPerson person) {
    this.experiments = experiments;
    this.person = person;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return experiments.of(person.actor()).stream()
        .filter(experiment -> CommandSource.fits("review " + experiment, query))
        .limit(limit)
        .map(experiment -> new Command("Review", experiment, ReviewLinks.of(experiment)))
        .toList();
  }
}
