package lab.harmony.blind.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sessions of which every answer is looked at, and which are stopped as soon as that is enough.
@Tag("unit")
class StopRuleTest {

  private static final PersonId RATER = PersonId.random();
  private static final int SEEDS = 3;

  /// Which of two arms somebody prefers in a face of a prompt.
  private interface Taste {
    boolean first(int prompt, int seed, Random random);
  }

  /// Pairs of two arms, answered in the order that was drawn.
  ///
  /// @param answered how many of them
  private static SessionRecord record(int prompts, int answered, Taste taste, Random random) {
    var units = new ArrayList<Unit>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        int number = units.size();
        units.add(
            new Unit(
                number,
                new Unit.Asked("archetype " + prompt, "happy", 7, seed),
                IntStream.range(0, 2)
                    .mapToObj(arm ->
                        new Unit.Shown(
                            arm,
                            new ImageId(new RunId("r261120-200000-arm-" + arm), number),
                            "sha256"))
                    .toList()));
      }
    }
    var order = new ArrayList<>(units);
    java.util.Collections.shuffle(order, random);
    var showings = new ArrayList<Showing>();
    var answers = new ArrayList<GivenAnswer>();
    for (var unit : order) {
      int position = showings.size();
      boolean swapped = random.nextBoolean();
      var shown =
          List.of(
              new Showing.Shown(swapped ? 1 : 0, "left" + position),
              new Showing.Shown(swapped ? 0 : 1, "right" + position));
      showings.add(new Showing(RATER, position, unit.number(), false, shown));
      if (position < answered) {
        boolean first = taste.first(unit.number() / SEEDS, unit.number() % SEEDS, random);
        answers.add(
            new GivenAnswer(
                position + 1,
                RATER,
                position,
                "sent" + position,
                false,
                false,
                false,
                BlindAnswer.ofPair(
                    first == swapped ? BlindAnswer.Choice.RIGHT : BlindAnswer.Choice.LEFT, false),
                900,
                Instant.EPOCH));
      }
    }
    return new SessionRecord(
        session(units.size(), answered),
        units,
        showings,
        SessionRecord.Gold.NONE,
        answers,
        SessionRecord.Adjudication.NONE);
  }

  private static BlindSession session(int showings, int answered) {
    return new BlindSession(
        new SessionId("bk3f9q2ab"),
        "Which face?",
        BlindForm.PAIRS,
        1,
        8,
        8,
        "commitment",
        new NamedPerson(PersonId.random(), "Ada"),
        Instant.EPOCH,
        Optional.empty(),
        List.of(new BlindArm("first", "one"), new BlindArm("second", "two")),
        List.of(
            new BlindSession.Rater(
                new NamedPerson(RATER, "Grace"), false, Optional.empty(), showings, answered, 0)),
        Optional.empty());
  }

  @Test
  void equalArmsAreSettledInFiveOfAHundredSessionsAtMostAlsoWhereSeedsOfAPromptGoTogether() {
    var random = new Random(42);
    int sessions = 1000;
    int settled = 0;
    for (int session = 0; session < sessions; session++) {
      var prefers = new boolean[40];
      IntStream.range(0, prefers.length).forEach(it -> prefers[it] = random.nextBoolean());
      // What is settled once stays so: the largest e-value of the whole way is what counts.
      var rule = StopRule.of(record(40, 40 * SEEDS, (prompt, _, _) -> prefers[prompt], random));
      settled += rule.isEnough() ? 1 : 0;
    }
    assertThat(settled / (double) sessions).isLessThanOrEqualTo(0.05);
  }

  @Test
  void armsThatDifferAreSettledLongBeforeAllIsAnswered() {
    var random = new Random(7);
    int settled = 0;
    for (int session = 0; session < 100; session++) {
      var rule = StopRule.of(record(40, 80, (_, _, drawn) -> drawn.nextDouble() < 0.9, random));
      settled += rule.isEnough() ? 1 : 0;
    }
    assertThat(settled).isGreaterThan(95);
  }

  @Test
  void itSaysWhatStoppingCostsAndWhatMoreWouldGiveAndNoArm() {
    var random = new Random(1);
    var open = StopRule.of(record(16, 12, (prompt, _, _) -> prompt % 5 > 0, random));
    assertThat(open.isEnough()).isFalse();
    assertThat(String.join(" ", open.sentences()))
        .contains(
            "of 16 prompts are decided",
            "Stopping now leaves open which is better",
            "If the next 24 answers go on alike")
        .doesNotContain("first", "second");
    for (long seed = 0; seed < 20; seed++) {
      int answered = (int) (10 + seed);
      assertThat(
              StopRule.of(record(16, answered, (prompt, _, _) -> prompt % 3 > 0, new Random(seed)))
                  .sentences())
          .as("the same, whichever arm is ahead")
          .isEqualTo(
              StopRule.of(record(16, answered, (prompt, _, _) -> prompt % 3 == 0, new Random(seed)))
                  .sentences());
    }
    var enough = StopRule.of(record(16, 48, (_, _, _) -> true, random));
    var other = StopRule.of(record(16, 48, (_, _, _) -> false, random));
    assertThat(enough.isEnough()).isTrue();
    assertThat(enough.sentences())
        .as("the same, whichever it is")
        .isEqualTo(other.sentences())
        .anySatisfy(words -> assertThat(words).contains("16 of them prefer one", "100 % of them"));
    var nothing = StopRule.of(record(16, 0, (_, _, _) -> true, random));
    assertThat(String.join(" ", nothing.sentences()))
        .contains("0 of 16 prompts are decided", "leaves it open");
  }

  @Test
  void anAnswerThatIsTakenBackOrGivenByWhoeverIsNotBlindDecidesNothing() {
    var kept = record(16, 48, (_, _, _) -> true, new Random(1));
    var back = new ArrayList<>(kept.answers());
    kept.answers()
        .forEach(given ->
            back.add(
                new GivenAnswer(
                    given.number() + 100,
                    RATER,
                    given.position(),
                    "back" + given.position(),
                    false,
                    false,
                    true,
                    BlindAnswer.ofNothing(),
                    0,
                    Instant.EPOCH)));
    assertThat(
            StopRule.of(
                    new SessionRecord(
                        kept.session(),
                        kept.units(),
                        kept.showings(),
                        SessionRecord.Gold.NONE,
                        back,
                        SessionRecord.Adjudication.NONE))
                .known())
        .isZero();
    var it = kept.session();
    var rater = it.raters().getFirst();
    var seeing =
        new BlindSession(
            it.id(),
            it.title(),
            it.form(),
            it.ratings(),
            it.width(),
            it.height(),
            it.commitment(),
            it.openedBy(),
            it.openedAt(),
            it.closing(),
            it.arms(),
            List.of(
                new BlindSession.Rater(
                    rater.person(), false, Optional.of(Instant.EPOCH), 48, 48, 0)),
            Optional.empty());
    var rule =
        StopRule.of(
            new SessionRecord(
                seeing,
                kept.units(),
                kept.showings(),
                SessionRecord.Gold.NONE,
                kept.answers(),
                SessionRecord.Adjudication.NONE));
    assertThat(rule.prompts()).isZero();
    assertThat(rule.isEnough()).isFalse();
  }
}
