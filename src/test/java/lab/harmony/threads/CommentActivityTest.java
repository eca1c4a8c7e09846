package lab.harmony.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.activity.ActivityQuery;
import lab.harmony.activity.Happening;
import lab.harmony.people.Actor;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Comments, where it is told what happened.
@Tag("unit")
class CommentActivityTest {
  private final TalkingLab lab = new TalkingLab();
  private final Actor ada = lab.add("Ada", Role.RESEARCHER);
  private final Actor rob = lab.add("Rob", Role.READER);

  private static ActivityQuery query(Actor who, int most) {
    return new ActivityQuery(
        who,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Instant.now().plus(Duration.ofDays(1)),
        Instant.EPOCH,
        most);
  }

  @Test
  void placesAreAskedForTogetherAndNotAtAllToCount() {
    for (int thread = 0; thread < 5; thread++) {
      lab.say(TalkingLab.BASELINE, "Said", ada);
      lab.say(TalkingLab.CELL, "Said", ada);
    }
    lab.asked.clear();
    assertThat(lab.activity.moments(query(rob, 50))).as("what was said about one").hasSize(2);
    assertThat(lab.asked).isEmpty();
    assertThat(lab.activity.happened(query(rob, 50)))
        .extracting(one -> one.deed().words() + " " + one.thing())
        .containsExactlyInAnyOrder(
            "wrote 5 comments on Baseline", "wrote 5 comments on Baseline · cell");
    assertThat(lab.asked).as("once for each kind").hasSize(2);
  }

  @Test
  void whatSomebodyMayReadIsFoundHoweverMuchElseWasSaidSince() {
    lab.say(TalkingLab.CELL, "For all", ada);
    for (int cell = 0; cell < 100; cell++) {
      var topic = new Topic.NotebookCell("baseline", "cell-" + cell);
      lab.there.put(topic, new TopicPlace("Hidden", "experiments/baseline"));
      lab.say(topic, "For some", ada);
      lab.hidden.add(topic);
    }
    assertThat(lab.activity.happened(query(rob, 2)))
        .extracting(Happening::thing)
        .containsExactly("Baseline · cell");
  }

  @Test
  void whoeverMayLookAtNothingIsToldNothing() {
    lab.say(TalkingLab.BASELINE, "Said", ada);
    lab.barred.add(rob.person());
    assertThat(lab.activity.happened(query(rob, 9))).isEmpty();
  }
}
