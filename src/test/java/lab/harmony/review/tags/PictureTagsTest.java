package lab.harmony.review.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.people.Somebody;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("unit")
class PictureTagsTest {

  private static final PictureTag HANDS = PictureTag.of("odd hands");
  private static final PictureTag BLURRY = PictureTag.of("blurry");

  private final javax.sql.DataSource database = MigratedDatabase.inMemory();
  private final lab.harmony.people.People people = Somebody.in(database);
  private final List<Object> heard = new ArrayList<>();
  private final PictureTags tags =
      new PictureTags(
          new TagStore(JdbcClient.create(database)),
          new Rights(people),
          Clock.systemUTC(),
          heard::add);
  private final Actor ada = Somebody.of(people, "Ada");

  @Test
  void aTagIsPutOnByOneAndTakenOffByAnotherAndNothingThatWasSaidIsRemoved() {
    var ben = Somebody.of(people, "Ben");
    assertThat(tags.put(image("soft", 1), HANDS, ada)).isTrue();
    assertThat(tags.put(image("soft", 1), HANDS, ben)).as("it has it").isFalse();
    assertThat(tags.put(image("soft", 1), BLURRY, ben)).isTrue();
    assertThat(tags.of(image("soft", 1).id())).containsExactly(BLURRY, HANDS);
    assertThat(tags.take(image("soft", 1), HANDS, ben)).isTrue();
    assertThat(tags.take(image("soft", 1), HANDS, ada)).as("it does not have it").isFalse();
    assertThat(tags.of(image("soft", 1).id())).containsExactly(BLURRY);
    assertThat(tags.put(image("soft", 1), HANDS, ada)).isTrue();
    assertThat(tags.of(image("soft", 1).id())).containsExactly(BLURRY, HANDS);
    assertThat(
            JdbcClient.create(database)
                .sql("select count(*) from picture_tag")
                .query(Integer.class)
                .single())
        .isEqualTo(4);
    assertThat(heard).hasSize(4).containsOnly(new TagsChanged("soft"));
  }

  @Test
  void theTagsOfExperimentsAreReadTogether() {
    tags.put(image("one", 1), HANDS, ada);
    tags.put(image("two", 2), BLURRY, ada);
    tags.put(image("three", 3), BLURRY, ada);
    tags.put(image("two", 4), BLURRY, ada);
    tags.take(image("two", 4), BLURRY, ada);

    assertThat(tags.of(List.of("one", "two")))
        .containsOnlyKeys(image("one", 1).id(), image("two", 2).id());
    assertThat(tags.of(Set.<String>of())).isEmpty();
  }

  @Test
  void aPictureHasNoMoreTagsThanFindSomethingAgain() {
    for (int at = 0; at < PictureTags.MOST; at++) {
      tags.put(image("soft", 1), PictureTag.of("tag " + at), ada);
    }
    assertThatThrownBy(() -> tags.put(image("soft", 1), HANDS, ada))
        .hasMessageContaining("at most 20 tags");
  }

  @Test
  void whoeverMayNotTagIsRefused() {
    var reviewer = Actor.of(people.admit(people.named("Rita").id(), Role.REVIEWER));
    assertThatThrownBy(() -> tags.put(image("soft", 1), HANDS, reviewer))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> tags.take(image("soft", 1), HANDS, reviewer))
        .isInstanceOf(NotAllowed.class);
    assertThat(tags.of(image("soft", 1).id())).isEmpty();
  }

  private static RunImage image(String experiment, int index) {
    return new RunImage(
        new ImageId(new RunId("r261120-200000-" + experiment), index),
        experiment,
        "m",
        new MatrixPrompt("soft", "happy", 7, 1, "a girl", ""),
        index + ".png",
        Path.of(index + ".png"),
        "0".repeat(64),
        8,
        8,
        Instant.EPOCH,
        Optional.empty());
  }
}
