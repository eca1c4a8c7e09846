package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class RunsViewTest extends FullLab {

  @Autowired RunQueue runs;

  @Test
  void theListShowsEveryRunAndIsNarrowedByWordsAndState() {
    open("runs");
    awaitThat(() -> rows() >= 6, this::shown);
    open("runs?q=" + DRAWN.run());
    awaitThat(() -> rows() == 1, this::shown);
    open("runs?q=nobody-has-this");
    awaitShown("No run fits", "Show all runs");
  }

  private int rows() {
    return new GridTester<>(find(Grid.class).single()).size();
  }

  @Test
  void aRunTellsItsSpecItsPicturesAndWhoStartedIt() {
    open("runs/" + DRAWN.run());
    awaitShown("✓ Finished", "by Ada", "after 41 s", "soft × neutral CFG 5", "DPM++ 2M Karras");
  }

  @Test
  void aRunThatWaitsIsCancelledOnItsPage() {
    var known = runs.of("baseline").getFirst();
    var submission = runs.submit(known.spec(), by("Ada"));
    assertThat(submission).isInstanceOf(Submission.Accepted.class);
    var run = ((Submission.Accepted) submission).id();
    open("runs/" + run);
    awaitShown("Queued");
    press("Cancel run");
    awaitShown("Cancelled");
    assertThat(runs.find(run).map(Run::state))
        .hasValueSatisfying(state -> assertThat(state).isInstanceOf(RunState.Cancelled.class));
  }

  @Test
  void aRunThatIsNotThereIsAnAddressWithNothing() {
    open("runs/nothing");
    awaitShown("Nothing is at this address");
  }
}
