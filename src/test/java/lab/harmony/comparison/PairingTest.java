package lab.harmony.comparison;

import static lab.harmony.comparison.ComparedFaces.arm;
import static lab.harmony.comparison.ComparedFaces.face;
import static lab.harmony.comparison.ComparedFaces.place;
import static lab.harmony.comparison.ComparedFaces.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.arms.ArmParts;
import lab.harmony.comparison.arms.ArmPlace;
import lab.harmony.comparison.arms.ArmScore;
import lab.harmony.comparison.arms.Trait;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PairingTest {

  private static final ArmScore UNSCORED = new ArmScore.Unscored();
  private static final ArmScore CONFLICT = new ArmScore.IntendedConflict();

  @Test
  void facesOfOnePromptAndSeedArePaired() {
    var pairing =
        Pairing.of(
            arm(
                "new",
                face(place("soft", 1, "new"), points(3)),
                face(place("soft", 2, "new"), points(2))),
            arm(
                "old",
                face(place("soft", 2, "old"), points(0)),
                face(place("soft", 1, "old"), points(1))));
    assertThat(pairing.apart()).containsExactly(Trait.DRAWN_BY);
    assertThat(pairing.pairs()).extracting(FacePair::points).containsExactly(2, 2);
    assertThat(pairing.pairs())
        .allMatch(pair -> pair.first().place().seed() == pair.second().place().seed());
    assertThat(pairing.leftOut()).isEmpty();
  }

  private static ArmFace drawn(
      String source, Map<String, String> drawnBy, String sampler, int has) {
    return drawn(source, new ArmParts(drawnBy, " + "), sampler, has);
  }

  private static ArmFace drawn(String source, ArmParts drawnBy, String sampler, int has) {
    return new ArmFace(
        source,
        new ArmPlace(
            "soft",
            "happy",
            "a soft girl, happy",
            7,
            42,
            drawnBy,
            new ArmParts(Map.of("sampler", sampler, "steps", drawnBy.named("model")), ", ")),
        points(has),
        Instant.EPOCH,
        "",
        "",
        "");
  }

  /// What the arms are not compared by does not differ within a pair, however many of it there are.
  @Test
  void facesOfAPairAgreeInAllThatDoesNotTellTheArmsApart() {
    var pairing =
        Pairing.of(
            arm(
                "new",
                drawn("a/1", Map.of("model", "20", "adapter soft", "0.6"), "Euler", 3),
                drawn("a/2", Map.of("model", "20"), "Heun", 3)),
            arm(
                "old",
                drawn("b/1", Map.of("model", "30"), "Heun", 0),
                drawn("b/2", Map.of("model", "30", "adapter soft", "0.6"), "Euler", 1)));
    assertThat(pairing.apart()).containsExactlyInAnyOrder(Trait.DRAWN_BY, Trait.SETTINGS);
    assertThat(pairing.pairs())
        .extracting(pair -> pair.first().source() + " " + pair.second().source())
        .containsExactlyInAnyOrder("a/1 b/2", "a/2 b/1");
  }

  @Test
  void adaptersThatOnlySomeFacesOfAnArmHaveStillMakePairs() {
    var pairing =
        Pairing.of(
            arm(
                "two adapters",
                drawn("a/1", Map.of("model", "20", "adapter soft", "0.6"), "Euler", 3),
                drawn("a/2", Map.of("model", "20", "adapter loud", "0.6"), "Euler", 3)),
            arm("none", drawn("b/1", Map.of("model", "20"), "Euler", 0)));
    assertThat(pairing.pairs()).hasSize(1);
    assertThat(pairing.leftOut()).extracting(Unpaired::why).containsExactly(Unpaired.Why.AGAIN);
  }

  /// A face drawn with adapters of these weights.
  private static ArmFace weighed(String source, String sampler, int has, String... adapters) {
    var drawnBy = new HashMap<>(Map.of("model", "20"));
    var weights = new HashMap<String, String>();
    for (int at = 0; at < adapters.length; at += 2) {
      drawnBy.put("adapter " + adapters[at], adapters[at] + " at " + adapters[at + 1]);
      weights.put("adapter " + adapters[at], adapters[at + 1]);
    }
    return drawn(source, new ArmParts(drawnBy, weights, " + "), sampler, has);
  }

  @Test
  void oneAdapterAgainstAnotherIsPairedByTheWeightThatBothHave() {
    var pairing =
        Pairing.of(
            arm(
                "soft",
                weighed("a/1", "Euler", 3, "soft", "0.6"),
                weighed("a/2", "Euler", 2, "soft", "0.8")),
            arm(
                "loud",
                weighed("b/1", "Euler", 0, "loud", "0.8"),
                weighed("b/2", "Euler", 1, "loud", "0.6"),
                weighed("b/3", "Euler", 1, "loud", "1")));
    assertThat(pairing.pairs())
        .extracting(pair -> pair.first().source() + " " + pair.second().source())
        .containsExactlyInAnyOrder("a/1 b/2", "a/2 b/1");
    assertThat(pairing.leftOut())
        .extracting(Unpaired::why, left -> left.faces().size())
        .containsExactly(tuple(Unpaired.Why.NO_PARTNER, 1));
  }

  @Test
  void adaptersThatHaveNoWeightInCommonDifferInItToo() {
    var pairing =
        Pairing.of(
            arm("soft", weighed("a/1", "Euler", 3, "soft", "0.6")),
            arm("loud", weighed("b/1", "Euler", 0, "loud", "0.8")));
    assertThat(pairing.pairs()).hasSize(1);
  }

  @Test
  void whereBothArmsWereDrawnInSeveralWaysNothingIsPairedByTheNameOfARun() {
    var pairing =
        Pairing.of(
            arm(
                "soft",
                weighed("a/1", "Euler", 3, "soft", "0.6", "happy", "1"),
                weighed("a/2", "Euler", 3, "soft", "0.8", "happy", "1")),
            arm(
                "loud",
                weighed("b/1", "Euler", 0, "loud", "0.8"),
                weighed("b/2", "Euler", 1, "loud", "0.6")));
    assertThat(pairing.pairs()).isEmpty();
    assertThat(pairing.leftOut())
        .extracting(Unpaired::why, left -> left.faces().size())
        .containsExactlyInAnyOrder(
            tuple(Unpaired.Why.AGAIN, 1),
            tuple(Unpaired.Why.AGAIN, 1),
            tuple(Unpaired.Why.SEVERAL_WAYS, 2));
  }

  /// Half of the faces have one adapter and half another, so none agrees in these with the other
  /// arm; in the sampler they do.
  @Test
  void whereNoFacesAgreeInAdaptersTheyStillAgreeInSettings() {
    var pairing =
        Pairing.of(
            arm(
                "adapted",
                drawn("a/1", Map.of("model", "20", "adapter soft", "0.6"), "Heun", 3),
                drawn("a/2", Map.of("model", "20", "adapter loud", "0.6"), "Heun", 3),
                drawn("a/3", Map.of("model", "20", "adapter soft", "0.6"), "Euler", 3),
                drawn("a/4", Map.of("model", "20", "adapter loud", "0.6"), "Euler", 3)),
            arm(
                "plain",
                drawn("b/1", Map.of("model", "30"), "Euler", 0),
                drawn("b/2", Map.of("model", "30"), "Heun", 0)));
    assertThat(pairing.apart()).containsExactlyInAnyOrder(Trait.DRAWN_BY, Trait.SETTINGS);
    assertThat(pairing.pairs())
        .extracting(pair -> pair.first().source() + " " + pair.second().source())
        .containsExactlyInAnyOrder("a/1 b/2", "a/3 b/1");
  }

  @Test
  void noFaceIsLost() {
    var first =
        arm(
            "new",
            face(place("soft", 1, "new"), points(3)),
            face(place("soft", 2, "new"), points(3)),
            face(place("soft", 3, "new"), UNSCORED),
            face(place("soft", 4, "new"), CONFLICT),
            face(place("soft", 9, "new"), points(3)));
    var again =
        new ArmFace("zzz/again", place("soft", 1, "old"), points(0), Instant.EPOCH, "", "", "");
    var second =
        arm(
            "old",
            face(place("soft", 1, "old"), points(1)),
            again,
            face(place("soft", 2, "old"), UNSCORED),
            face(place("soft", 3, "old"), points(1)),
            face(place("soft", 4, "old"), points(1)),
            face(place("soft", 8, "old"), points(1)));
    var pairing = Pairing.of(first, second);
    assertThat(pairing.pairs()).hasSize(1);
    assertThat(pairing.leftOut())
        .extracting(Unpaired::words)
        .containsExactlyInAnyOrder(
            "1 of new without a partner of the same prompt and seed",
            "1 of old without a partner of the same prompt and seed",
            "1 of old at a place that has another face already",
            "4 of both in pairs of which a face is not scored by this judge",
            "2 of both in pairs of which a face is meant to mix emotions");
    var all = new HashSet<ArmFace>();
    pairing.pairs().forEach(pair -> all.addAll(List.of(pair.first(), pair.second())));
    pairing.leftOut().forEach(left -> all.addAll(left.faces()));
    assertThat(all).hasSize(11).containsAll(first.faces()).containsAll(second.faces());
  }

  @Test
  void aScoredFaceOfAPlaceComesBeforeOneThatIsNot() {
    var second =
        arm(
            "old",
            new ArmFace("a", place("soft", 1, "old"), UNSCORED, Instant.EPOCH, "", "", ""),
            new ArmFace("b", place("soft", 1, "old"), points(1), Instant.EPOCH, "", "", ""));
    var pairing = Pairing.of(arm("new", face(place("soft", 1, "new"), points(3))), second);
    assertThat(pairing.pairs()).extracting(pair -> pair.second().source()).containsExactly("b");
  }

  @Test
  void anotherSeedIsAnotherFaceUnlessSeedsAreCompared() {
    var one = face(place("soft", 1, "m"), points(3));
    var other = face(place("soft", 2, "m"), points(1));
    assertThat(Pairing.of(arm("a", one), arm("b", other)).pairs()).isEmpty();
    var asked = Set.of(Trait.SEED);
    var seeds =
        Pairing.of(
            new Arm("seed 1", asked, ComparedFaces.TEAM, List.of(one)),
            new Arm("seed 2", asked, ComparedFaces.TEAM, List.of(other)));
    assertThat(seeds.apart()).containsExactly(Trait.SEED);
    assertThat(seeds.pairs()).hasSize(1);
  }

  @Test
  void scalesOfOneArmArePairedWithThoseOfTheOther() {
    var arms = List.of(scale("a", 5, 3), scale("b", 7, 1));
    var pairing = Pairing.of(arm("5", arms.get(0)), arm("7", arms.get(1)));
    assertThat(pairing.apart()).containsExactly(Trait.CFG);
    assertThat(pairing.pairs()).hasSize(1);
  }

  private static ArmFace scale(String source, double cfg, int points) {
    return new ArmFace(
        source,
        new ArmPlace("soft", "happy", "w", cfg, 42, "m", "s"),
        points(points),
        Instant.EPOCH,
        "",
        "",
        "");
  }

  @Test
  void aPromptAxisIsPairedBySeedAndTheRest() {
    var pairing =
        Pairing.of(
            arm(
                "soft",
                face(place("soft", 1, "m"), points(3)),
                face(place("soft", 2, "m"), points(3))),
            arm("stoic", face(place("stoic", 2, "m"), points(1))));
    assertThat(pairing.apart()).containsExactlyInAnyOrder(Trait.ARCHETYPE, Trait.WORDS);
    assertThat(pairing.pairs()).hasSize(1);
    assertThat(pairing.pairs().getFirst().first().place().seed()).isEqualTo(2);
  }

  @Test
  void twoTemplatesArePairedByCellAlsoWhereOneOfThemIsWordedAlike() {
    var first = arm("t1", worded("soft", "A", 3), worded("stoic", "same", 3));
    var second = arm("t2", worded("soft", "B", 1), worded("stoic", "same", 3));
    var pairing = Pairing.of(first, second);
    assertThat(pairing.apart()).containsExactly(Trait.WORDS);
    assertThat(pairing.pairs()).hasSize(2);
  }

  private static ArmFace worded(String archetype, String words, int points) {
    return new ArmFace(
        UUID.randomUUID().toString(),
        new ArmPlace(archetype, "happy", words, 7, 42, "m", "s"),
        points(points),
        Instant.EPOCH,
        "",
        "",
        "");
  }

  @Test
  void scoresOfTwoJudgesAreNeverMixed() {
    var ada = new ArmJudge.OnePerson(new NamedPerson(PersonId.random(), "Ada"));
    var face = face(place("soft", 1, "m"), points(3));
    assertThatThrownBy(() -> Pairing.of(arm("a", face), new Arm("b", Set.of(), ada, List.of(face))))
        .hasMessage("need two arms scored by one judge, got people and Ada");
  }

  @Test
  void aFaceIsNeverPairedWithItself() {
    var both =
        List.of(face(place("soft", 1, "m"), points(3)), face(place("soft", 2, "m"), points(1)));
    var more = face(place("soft", 3, "m"), points(2));
    var pairing =
        Pairing.of(arm("all", List.of(both.get(0), both.get(1), more)), arm("part", both));
    assertThat(pairing.pairs()).isEmpty();
    assertThat(pairing.leftOut())
        .extracting(Unpaired::words)
        .containsExactlyInAnyOrder(
            "2 of both because they are in each of the two, and a face makes no pair with itself",
            "1 of all without a partner of the same prompt and seed");
    assertThat(
            ComparedFaces.compared(
                    List.of(arm("all", List.of(both.get(0), both.get(1), more)), arm("part", both)))
                .sentence())
        .isEqualTo(
            "No pairs: faces of the one are those of the other, and what is left has no prompt and"
                + " seed in common.");
    var apart =
        Pairing.of(
            arm("new", both.getFirst(), face(place("soft", 4, "new"), points(3))),
            arm("old", both.getFirst(), face(place("soft", 4, "old"), points(1))));
    assertThat(apart.apart()).containsExactly(Trait.DRAWN_BY);
    assertThat(apart.pairs()).hasSize(1);
  }

  @Test
  void aWordingThatOneCellLacksIsNotPairedWithAnother() {
    var first = arm("t1", worded("soft", "A", 3), worded("soft", "B", 3), worded("stoic", "C", 3));
    var second = arm("t2", worded("soft", "A", 1), worded("stoic", "C", 3));
    var pairing = Pairing.of(first, second);
    assertThat(pairing.apart()).doesNotContain(Trait.WORDS);
    assertThat(pairing.pairs())
        .hasSize(2)
        .allMatch(pair -> pair.first().place().words().equals(pair.second().place().words()));
    assertThat(pairing.leftOut())
        .extracting(Unpaired::words)
        .containsExactly("1 of t1 without a partner of the same prompt and seed");
  }

  @Test
  void whereAnotherCellIsWordedOtherwiseWordingsInCommonAreStillPaired() {
    var first = arm("t1", worded("soft", "A", 3), worded("stoic", "C", 3), worded("stoic", "D", 2));
    var second =
        arm("t2", worded("soft", "B", 1), worded("stoic", "D", 2), worded("stoic", "C", 3));
    var pairing = Pairing.of(first, second);
    assertThat(pairing.apart()).containsExactly(Trait.WORDS);
    assertThat(pairing.pairs()).extracting(FacePair::points).containsExactly(2, 0, 0);
    assertThat(pairing.byPrompt()).hasSize(3);
    assertThat(pairing.leftOut()).isEmpty();
  }

  @Test
  void ofSeveralFacesOfAPlaceTheFirstOfTheRunCounts() {
    var second =
        arm(
            "old",
            new ArmFace("r/10", place("soft", 1, "old"), points(3), Instant.EPOCH, "", "", ""),
            new ArmFace("r/2", place("soft", 1, "old"), points(1), Instant.EPOCH, "", "", ""));
    var pairing = Pairing.of(arm("new", face(place("soft", 1, "new"), points(3))), second);
    assertThat(pairing.pairs()).extracting(pair -> pair.second().source()).containsExactly("r/2");
  }

  @Test
  void onePictureTwiceIsNothingThatSomebodyCouldStillScore() {
    var first =
        arm(
            "new",
            face(place("soft", 1, "new"), points(3)),
            face(place("soft", 2, "new"), UNSCORED),
            face(place("soft", 3, "new"), UNSCORED),
            face(place("soft", 4, "new"), points(2)));
    var second =
        arm(
            "old",
            face(place("soft", 1, "old"), points(1)),
            face(place("soft", 2, "old"), UNSCORED),
            face(place("soft", 3, "old"), UNSCORED),
            face(place("soft", 4, "old"), points(2)));
    var pairing = Pairing.of(first, second, (one, _) -> one.place().seed() > 2);
    assertThat(pairing.pairs()).hasSize(1);
    assertThat(pairing.notScored()).isEqualTo(1);
    assertThat(pairing.pairs(Unpaired.Why.ALIKE)).isEqualTo(2);
    var rest = Pairing.of(first, second, (one, _) -> one.place().seed() > 1);
    assertThat(rest.notScored()).isZero();
    assertThat(rest.inRounds(ComparedFaces.TEAM)).as("nothing is still to be scored").isFalse();
  }
}
