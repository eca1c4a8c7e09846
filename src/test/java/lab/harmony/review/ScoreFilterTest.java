package lab.harmony.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import lab.harmony.people.Somebody;
import lab.harmony.review.ReviewFilter.Show;
import lab.harmony.review.ScoreFilter.Outcome;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.review.marks.Score;
import lab.harmony.review.marks.Worded;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ScoreFilterTest {
  private static final Predicate<String> ANY = _ -> true;
  private static final Score SMUG =
      new Score(
          1,
          "baseline",
          new Face(
              "a.png",
              "soft",
              "happy",
              OptionalDouble.empty(),
              OptionalLong.empty(),
              Optional.empty()),
          Mark.of(new Checklist(false, false, false), true, "smug"),
          Somebody.named("Ada"),
          Instant.EPOCH,
          Map.of());

  @Test
  void whatIsMeantToMixEmotionsIsNeverBroken() {
    assertThat(filter(Show.ALL, Outcome.BROKEN, "", ANY).shows(SMUG)).isFalse();
    assertThat(filter(Show.ALL, Outcome.CONFLICT, "", ANY).shows(SMUG)).isTrue();
  }

  @Test
  void aFaceIsFoundByWhoScoredItAndByWhatWasSaid() {
    assertThat(filter(Show.SCORED, null, "Ada", text -> text.contains("smug")).shows(SMUG))
        .isTrue();
    assertThat(filter(Show.SCORED, null, "Grace", ANY).shows(SMUG)).isFalse();
    assertThat(filter(Show.OPEN, null, "", ANY).shows(SMUG)).isFalse();
    assertThat(filter(Show.ALL, null, "", text -> text.contains("tears")).shows(SMUG)).isFalse();
  }

  @Test
  void wordsOfAddressesLeadBackToTheirValues() {
    for (var outcome : Outcome.values()) {
      assertThat(Worded.named(Outcome.values(), outcome.word())).contains(outcome);
    }
    assertThat(Worded.named(RatedBy.values(), "nobody")).isEmpty();
  }

  private static ScoreFilter filter(
      Show show,
      @org.jspecify.annotations.Nullable Outcome outcome,
      String by,
      Predicate<String> words) {
    return new ScoreFilter(
        new ReviewFilter(show, Optional.empty()),
        Optional.ofNullable(outcome),
        Optional.of(by)
            .filter(name -> !name.isEmpty())
            .map(name -> Somebody.named(name).id().value()),
        words);
  }
}
