package lab.harmony.review.ui;

import java.util.List;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.CommandSource;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.review.Scores;
import org.springframework.stereotype.Component;

/// The reviews in the command palette.
@Component
@Needs(Right.REVIEW)
class ReviewCommands implements CommandSource {

  private final Scores scores;
  private final CurrentPerson person;

  ReviewCommands(Scores scores, CurrentPerson person) {
    this.scores = scores;
    this.person = person;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return scores.reviewable(person.actor()).stream()
        .filter(experiment -> CommandSource.fits("review " + experiment, query))
        .limit(limit)
        .map(experiment -> new Command("Review", experiment, ReviewLinks.of(experiment)))
        .toList();
  }
}
