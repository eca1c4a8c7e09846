package lab.harmony.blind.results.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.blind.results.RatedFaces;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rated.RatedUnit;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.MachineVerdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What opens behind a row is marked as the row counts it: each number is found again from the
/// answers that are said to count.
@Tag("unit")
class CountingTest {

  /// Faces of two arms, of which raters leave some out, cannot tell of some, and see some again.
  private static List<Rated> faces() {
    var random = new Random(13);
    var rated = new ArrayList<Rated>();
    for (int face = 0; face < 48; face++) {
      var unit = RatedFaces.unit(face, face % 24, face < 24 ? 0 : 1);
      for (int rater = 0; rater < 3; rater++) {
        if (random.nextInt(4) == 0) {
          continue;
        }
        var said = said(random, rater, unit);
        rated.add(said);
        if (random.nextInt(6) == 0) {
          rated.add(RatedFaces.again(said, RatedFaces.items(true, true, random.nextBoolean())));
        }
      }
    }
    return rated;
  }

  private static Rated said(Random random, int rater, RatedUnit unit) {
    var one =
        RatedFaces.of(
            rater,
            unit,
            random.nextInt(8) == 0
                ? new Judgement.CannotTell()
                : RatedFaces.items(
                    random.nextBoolean(), random.nextBoolean(), random.nextBoolean()));
    return random.nextInt(8) > 0
        ? one
        : new Rated(
            one.rater(),
            one.position(),
            one.again(),
            one.unit(),
            one.sides(),
            one.judgement(),
            true,
            one.milliseconds());
  }

  private static BlindFindings found(RatedSession session) {
    return BlindResults.of(session, Map.of(), List.of()).blind().orElseThrow();
  }

  private static List<Rated> counted(List<RowsBehind.Behind> behind) {
    return behind.stream()
        .filter(RowsBehind.Behind::counts)
        .map(RowsBehind.Behind::answer)
        .toList();
  }

  private static List<RowsBehind> behind(RatedSession session, String table) {
    return BlindTelling.of(BlindResults.of(session, Map.of(), List.of())).stream()
        .flatMap(section -> section.tables().stream())
        .filter(one -> one.caption().equals(table))
        .findFirst()
        .orElseThrow()
        .behind();
  }

  @Test
  void anArmOpensItsAnswersAndMarksThoseThatItsRatesLeaveOut() {
    var rated = faces();
    var session = RatedFaces.session(BlindForm.CHECKLIST, 2, 3, rated);
    var arm = found(session).arms().getFirst();
    var row = behind(session, "Rates of arms").getFirst().in(rated);
    var left = row.stream().filter(one -> !one.counts()).toList();
    assertThat(row).allMatch(one -> one.answer().unit().place(0) == 0);
    assertThat(left).extracting(RowsBehind.Behind::words).doesNotContain("");
    assertThat(counted(row)).hasSize(arm.ratings());
    assertThat(left.stream().filter(one -> one.words().equals("cannot tell")).count())
        .isEqualTo(arm.cannotTell());
    double points =
        counted(row).stream().mapToInt(one -> one.points().orElseThrow()).average().orElseThrow();
    assertThat(points / 3).isCloseTo(arm.rate().orElseThrow().share(), within(1e-12));
    assertThat(row.subList(0, counted(row).size()))
        .as("what counts stands first")
        .allMatch(RowsBehind.Behind::counts);
  }

  @Test
  void aDifferenceOfFacesMarksWhatHasNoOther() {
    var rated = faces();
    var session = RatedFaces.session(BlindForm.CHECKLIST, 2, 3, rated);
    var one = found(session).comparisons().getFirst();
    var row = behind(session, "Differences of arms").getFirst().in(rated);
    assertThat(counted(row).stream().map(it -> it.unit().asked()).distinct().count())
        .isEqualTo(one.pairs());
    var alone = new ArrayList<>(rated);
    alone.removeIf(it -> it.unit().place(1) >= 0 && it.unit().number() < 34);
    var fewer = RatedFaces.session(BlindForm.CHECKLIST, 2, 3, alone);
    var opened = behind(fewer, "Differences of arms").getFirst().in(alone);
    assertThat(counted(opened).stream().map(it -> it.unit().asked()).distinct().count())
        .isEqualTo(found(fewer).comparisons().getFirst().pairs())
        .isLessThan(one.pairs());
    assertThat(opened)
        .extracting(RowsBehind.Behind::words)
        .contains("nothing of the other arm at this prompt and seed counts");
  }

  @Test
  void agreementMarksWhatNobodyElseSaidAnythingOf() {
    var rated = faces();
    var session = RatedFaces.session(BlindForm.CHECKLIST, 2, 3, rated);
    var agreement = found(session).agreement();
    var rows = behind(session, "Agreement of raters");
    assertThat(rows).hasSameSizeAs(agreement);
    for (int at = 0; at < rows.size(); at++) {
      var opened = rows.get(at).in(rated);
      var units =
          counted(opened).stream()
              .collect(Collectors.groupingBy(one -> one.unit().number(), Collectors.counting()));
      assertThat(units).hasSize(agreement.get(at).units());
      assertThat(units.values()).allMatch(many -> many > 1);
      assertThat(opened)
          .extracting(RowsBehind.Behind::words)
          .contains("nobody else said anything of it that counts", "cannot tell");
    }
  }

  @Test
  void pairsAndStrengthsOpenWhatWasPreferred() {
    var random = new Random(7);
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 30; prompt++) {
      var unit =
          prompt % 2 == 0
              ? RatedFaces.unit(prompt, prompt, 0, 1)
              : RatedFaces.unit(prompt, prompt, 1, 2);
      for (int rater = 0; rater < 2; rater++) {
        rated.add(
            RatedFaces.of(
                rater,
                unit,
                random.nextInt(6) == 0
                    ? new Judgement.CannotTell()
                    : RatedFaces.prefers(random.nextInt(3) - 1)));
      }
    }
    var session = RatedFaces.session(BlindForm.PAIRS, 3, 2, rated);
    var found = found(session);
    var rows = behind(session, "Differences of arms");
    for (int at = 0; at < rows.size(); at++) {
      assertThat(counted(rows.get(at).in(rated)))
          .hasSize(
              found.comparisons().get(at).choices().stream().mapToInt(Integer::intValue).sum());
    }
    assertThat(
            counted(behind(session, "Strengths of arms (Bradley and Terry)").getLast().in(rated)))
        .as("of A and C too, which were never shown together")
        .hasSize(
            found.comparisons().stream()
                .flatMap(one -> one.choices().stream())
                .mapToInt(Integer::intValue)
                .sum());
  }

  @Test
  void aRaterOpensWhatOthersSaidOfTheSameToo() {
    var rated = faces();
    var session = RatedFaces.session(BlindForm.CHECKLIST, 2, 3, rated);
    var passport =
        BlindResults.of(session, Map.of(), List.of()).passports().stream()
            .filter(one -> one.rater() == 1)
            .findFirst()
            .orElseThrow();
    var row = new RowsBehind("rater 1", Set.of(1), new Counting.OfRater()).in(rated);
    assertThat(row.stream().filter(one -> one.answer().rater() == 1).count())
        .isEqualTo(passport.answers());
    assertThat(row.stream().filter(one -> one.words().startsWith("by another")).count())
        .isEqualTo(passport.others().trials());
    assertThat(row.stream().filter(one -> one.words().startsWith("shown again: for")).count())
        .isEqualTo(passport.same().trials());
    assertThat(row.stream().map(RowsBehind.Behind::others).toList())
        .as("others stand behind one's own")
        .isSorted();
    assertThat(row)
        .allSatisfy(one -> assertThat(one.others()).isEqualTo(one.answer().rater() != 1));
  }

  @Test
  void whatIsPreferredOnceMoreCountsForTheSideToo() {
    var random = new Random(5);
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 20; prompt++) {
      var one =
          RatedFaces.of(
              0,
              RatedFaces.unit(prompt, prompt, 0, 1),
              prompt % 5 == 0
                  ? new Judgement.CannotTell()
                  : RatedFaces.prefers(random.nextInt(3) - 1));
      rated.add(one);
      if (prompt % 2 == 0) {
        rated.add(RatedFaces.again(one, RatedFaces.prefers(random.nextInt(3) - 1)));
      }
    }
    var session = RatedFaces.session(BlindForm.PAIRS, 2, 1, rated);
    var left =
        BlindResults.of(session, Map.of(), List.of()).passports().getFirst().left().orElseThrow();
    var row = new RowsBehind("rater 0", Set.of(0), new Counting.OfRater()).in(rated);
    assertThat(
            row.stream()
                .filter(one -> one.words().isEmpty() || one.words().contains("Left preferred"))
                .filter(
                    one -> one.answer().leftPreferred().filter(it -> it.trials() > 0).isPresent())
                .count())
        .isEqualTo(left.trials());
    assertThat(row)
        .filteredOn(one -> one.words().endsWith("alone"))
        .allMatch(one -> one.answer().leftPreferred().filter(it -> it.trials() > 0).isEmpty());
  }

  @Test
  void whereNobodyJudgedBothArmsNothingCounts() {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 12; prompt++) {
      rated.add(
          RatedFaces.of(
              0, RatedFaces.unit(2 * prompt, prompt, 0), RatedFaces.items(true, true, true)));
      rated.add(
          RatedFaces.of(
              1, RatedFaces.unit(2 * prompt + 1, prompt, 1), RatedFaces.items(true, false, true)));
    }
    var session = RatedFaces.session(BlindForm.CHECKLIST, 2, 2, rated);
    assertThat(found(session).comparisons().getFirst().difference().whyMissing()).isPresent();
    var row = behind(session, "Differences of arms").getFirst().in(rated);
    assertThat(row).hasSize(24).noneMatch(RowsBehind.Behind::counts);
  }

  @Test
  void theMachineBesideRatersOpensWhatItWasHeldAgainst() {
    var rated = faces();
    var session = RatedFaces.session(BlindForm.CHECKLIST, 2, 3, rated);
    var readings = new HashMap<String, MachineVerdict>();
    var random = new Random(3);
    rated.stream()
        .flatMap(one -> one.unit().pictures().stream())
        .filter(picture -> Integer.parseInt(picture.image().split("/")[1]) < 16)
        .forEach(picture ->
            readings.put(
                picture.image(),
                new MachineVerdict(
                    "eyes",
                    "aaaa",
                    new Checklist(
                        random.nextBoolean(), random.nextBoolean(), random.nextBoolean()))));
    var results = BlindResults.of(session, readings, List.of(List.of(), List.of()));
    var machine = results.machines().getFirst();
    var rows =
        BlindTelling.of(results).stream()
            .flatMap(section -> section.tables().stream())
            .filter(one -> one.caption().equals("Machine judge and people"))
            .findFirst()
            .orElseThrow()
            .behind();
    assertThat(rows).hasSize(2);
    assertThat(share(rows.getFirst().in(rated)))
        .isCloseTo(machine.people().orElseThrow().share(), within(1e-12));
    assertThat(share(rows.getLast().in(rated)))
        .isCloseTo(machine.machine().orElseThrow().share(), within(1e-12))
        .isNotCloseTo(machine.people().orElseThrow().share(), within(1e-3));
    assertThat(rows.getLast().in(rated))
        .extracting(RowsBehind.Behind::words)
        .contains(
            "the judge has not read it",
            "no more than half of the others say one thing of it",
            "cannot tell");
  }

  /// Of all that is said to count: `… in 2 of 3`.
  private static double share(List<RowsBehind.Behind> row) {
    int same = 0;
    int all = 0;
    for (var one : row) {
      if (one.counts()) {
        var words = one.words().split(" ");
        same += Integer.parseInt(words[words.length - 3]);
        all += Integer.parseInt(words[words.length - 1]);
      }
    }
    return same / (double) all;
  }

  /// Ten prompts on which all agree, though whom they prefer changes from prompt to prompt, and one
  /// on which they do not: nothing but that one says how far others may differ.
  @Test
  void agreementThatHangsByOnePromptHasNoIntervalAmongSeveralArms() {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 16; prompt++) {
      var unit = RatedFaces.unit(prompt, prompt, 0, 1, 2);
      for (int rater = 0; rater < 2; rater++) {
        rated.add(
            RatedFaces.of(
                rater,
                unit,
                order(prompt == 15 && rater == 1 ? 0 : prompt % 3, prompt == 15 ? rater : 0)));
      }
    }
    var agreement = found(RatedFaces.session(BlindForm.ORDER, 3, 2, rated)).agreement().getFirst();
    assertThat(agreement.alpha().alpha().found()).isPresent();
    assertThat(agreement.alpha().interval().found()).isEmpty();
  }

  private static Judgement order(int best, int turn) {
    var rest = IntStream.range(0, 3).filter(arm -> arm != best).boxed().toList();
    return new Judgement.Order(
        List.of(List.of(best), List.of(rest.get(turn)), List.of(rest.get(1 - turn))));
  }
}
