package lab.harmony.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lab.harmony.stats.agreement.CohenKappa;
import lab.harmony.stats.agreement.FleissKappa;
import lab.harmony.stats.agreement.GwetAc1;
import lab.harmony.stats.agreement.KrippendorffAlpha;
import lab.harmony.stats.agreement.Ratings;
import lab.harmony.stats.agreement.Scale;
import lab.harmony.stats.multiplicity.BenjaminiHochberg;
import lab.harmony.stats.multiplicity.Holm;
import lab.harmony.stats.pairs.McNemar;
import lab.harmony.stats.pairs.NewcombePaired;
import lab.harmony.stats.pairs.PairedTable;
import lab.harmony.stats.pairs.Tango;
import lab.harmony.stats.planning.Assignment;
import lab.harmony.stats.planning.AssignmentPlan;
import lab.harmony.stats.preference.BradleyTerry;
import lab.harmony.stats.preference.Preferences;
import lab.harmony.stats.ranks.Correlation;
import lab.harmony.stats.ranks.HodgesLehmann;
import lab.harmony.stats.ranks.SampledSignFlip;
import lab.harmony.stats.ranks.SignFlip;
import lab.harmony.stats.ranks.Signs;
import lab.harmony.stats.ranks.Wilcoxon;
import lab.harmony.stats.rates.ClopperPearson;
import lab.harmony.stats.rates.NewcombeIndependent;
import lab.harmony.stats.rates.Wilson;
import lab.harmony.stats.resampling.BootstrapMean;
import lab.harmony.stats.resampling.ClusterBootstrap;
import lab.harmony.stats.resampling.Resamples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What has to hold for any input, on a few hundred random ones.
@Tag("unit")
class StatisticsPropertiesTest {

  private static final ConfidenceLevel LEVEL = ConfidenceLevel.PERCENT_95;

  private final Random random = new Random(11);

  @Test
  void exchangingSuccessAndFailureMirrorsTheIntervalsOfAShare() {
    for (int trials = 1; trials <= 60; trials++) {
      var share = new Proportion(random.nextInt(trials + 1), trials);
      var other = new Proportion(trials - share.successes(), trials);
      mirrored(Wilson.of(share, LEVEL), Wilson.of(other, LEVEL), 1);
      mirrored(ClopperPearson.of(share, LEVEL), ClopperPearson.of(other, LEVEL), 1);
      var wilson = Wilson.of(share, LEVEL).orElseThrow();
      var exact = ClopperPearson.of(share, LEVEL).orElseThrow();
      assertThat(wilson.contains(share.rate())).isTrue();
      assertThat(exact.contains(share.rate())).isTrue();
    }
  }

  @Test
  void exchangingTheArmsChangesTheSignOfADifference() {
    for (int round = 0; round < 300; round++) {
      var table =
          new PairedTable(
              random.nextInt(9), random.nextInt(9), random.nextInt(9), 1 + random.nextInt(9));
      var swapped = table.swapped();
      var tango = Tango.of(table, LEVEL).orElseThrow();
      opposed(tango, Tango.of(swapped, LEVEL).orElseThrow());
      assertThat(tango.interval().contains(tango.value())).as("%s", table).isTrue();
      var newcombe = NewcombePaired.of(table, LEVEL).orElseThrow();
      var other = NewcombePaired.of(swapped, LEVEL).orElseThrow();
      mirrored(newcombe.interval(), other.interval(), 0);
      assertThat(newcombe.phi()).isCloseTo(other.phi(), within(1e-12)).isBetween(-1.0, 1.0);
      opposed(
          NewcombeIndependent.of(table.first(), table.second(), LEVEL).orElseThrow(),
          NewcombeIndependent.of(table.second(), table.first(), LEVEL).orElseThrow());
      assertThat(McNemar.of(table)).isEqualTo(McNemar.of(swapped));
      assertThat(McNemar.of(table).mid()).isLessThanOrEqualTo(McNemar.of(table).exact());
    }
  }

  @Test
  void exchangingTheSidesOfPairsChangesNoTwoSidedP() {
    for (int round = 0; round < 200; round++) {
      var differences = differences(2 + random.nextInt(20));
      var opposite = Arrays.stream(differences).map(it -> -it).toArray();
      var p = SignFlip.exact(differences).orElseThrow();
      assertThat(p.twoSided())
          .isCloseTo(SignFlip.exact(opposite).orElseThrow().twoSided(), within(1e-14));
      assertThat(p.greater()).isLessThanOrEqualTo(1);
      for (var zeros : Wilcoxon.Zeros.values()) {
        var one = Wilcoxon.of(differences, zeros);
        var other = Wilcoxon.of(opposite, zeros);
        assertThat(one.exact()).isEqualTo(other.exact());
        assertThat(one.positive()).isEqualTo(other.negative());
      }
      var typical = HodgesLehmann.of(differences, LEVEL).orElseThrow();
      var mirrored = HodgesLehmann.of(opposite, LEVEL).orElseThrow();
      assertThat(typical.estimate()).isEqualTo(-mirrored.estimate());
    }
  }

  @Test
  void theCountBySumsIsThatOfAllChoicesOfSigns() {
    for (int round = 0; round < 60; round++) {
      var differences = differences(1 + random.nextInt(10));
      int observed = Arrays.stream(differences).sum();
      int choices = 1 << differences.length;
      int farther = 0;
      int greater = 0;
      for (int choice = 0; choice < choices; choice++) {
        int sum = 0;
        for (int place = 0; place < differences.length; place++) {
          sum += (choice >> place & 1) == 1 ? differences[place] : -differences[place];
        }
        farther += Math.abs(sum) >= Math.abs(observed) ? 1 : 0;
        greater += sum >= observed ? 1 : 0;
      }
      assertThat(SignFlip.exact(differences).orElseThrow())
          .isEqualTo(new SignFlip(farther / (double) choices, greater / (double) choices));
    }
  }

  @Test
  void theSampledTestComesToTheExactOneAndIsTheSameForTheSameSeed() {
    var differences = differences(14);
    var exact = SignFlip.exact(differences).orElseThrow();
    var sampled = SampledSignFlip.of(differences, new Signs.Drawn(20_000, 3)).orElseThrow();
    assertThat(sampled.twoSidedP()).isCloseTo(exact.twoSided(), within(0.015));
    assertThat(sampled.greaterP()).isCloseTo(exact.greater(), within(0.015));
    assertThat(SampledSignFlip.of(differences, new Signs.Drawn(20_000, 3)).orElseThrow())
        .isEqualTo(sampled);
    assertThat(SampledSignFlip.of(differences, new Signs.Drawn(20_000, 4)).orElseThrow())
        .isNotEqualTo(sampled);
  }

  @Test
  void oneSeedForEachPromptIsTheBootstrapOfPairs() {
    var differences = differences(12);
    var resamples = new Resamples.Drawn(500, 8);
    var clusters = Arrays.stream(differences).mapToObj(it -> new int[] {it}).toList();
    var clustered = ClusterBootstrap.of(clusters, resamples, LEVEL).orElseThrow();
    var plain = BootstrapMean.of(differences, resamples, LEVEL);
    var intervals = clustered.intervals().orElseThrow();
    assertThat(intervals.pooledMean()).isEqualTo(plain.percentile().orElseThrow());
    assertThat(intervals.meanOfMeans().lower())
        .isCloseTo(intervals.pooledMean().lower(), within(1e-12));
    assertThat(intervals.meanOfMeans().upper())
        .isCloseTo(intervals.pooledMean().upper(), within(1e-12));
  }

  @Test
  void adjustedPAreNoSmallerThanRawOnesAndHolmNoSmallerThanBenjaminiHochberg() {
    for (int round = 0; round < 200; round++) {
      var p = random.doubles(1 + random.nextInt(12)).map(it -> it * it).toArray();
      var holm = Holm.adjust(p);
      var shared = BenjaminiHochberg.adjust(p);
      for (int place = 0; place < p.length; place++) {
        assertThat(shared[place]).isBetween(p[place] * (1 - 1e-15), 1.0);
        assertThat(holm[place]).isBetween(shared[place] * (1 - 1e-15), 1.0);
      }
    }
    assertThatThrownBy(() -> Holm.adjust(0.2, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> BenjaminiHochberg.adjust(1.2)).hasMessageContaining("1.2");
  }

  @Test
  void agreementDoesNotDependOnWhoTheRatersAre() {
    for (int round = 0; round < 60; round++) {
      var images = images(4 + random.nextInt(20), 4, 4);
      var relabelled = images.stream().map(ratings -> shuffled(ratings)).toList();
      var one = new Ratings(images);
      var other = new Ratings(shuffled(relabelled));
      for (var scale : Scale.values()) {
        same(KrippendorffAlpha.of(one, scale).alpha(), KrippendorffAlpha.of(other, scale).alpha());
      }
      var categories = List.of(0, 1, 2, 3);
      same(
          GwetAc1.of(one, categories).map(GwetAc1::ac1),
          GwetAc1.of(other, categories).map(GwetAc1::ac1));
    }
  }

  @Test
  void perfectAgreementIsOneByEveryMeasure() {
    var images = IntStream.range(0, 12).mapToObj(it -> List.of(it % 4, it % 4, it % 4)).toList();
    for (var scale : Scale.values()) {
      assertThat(KrippendorffAlpha.of(new Ratings(images), scale).alpha())
          .isEqualTo(Answer.of(1.0));
    }
    assertThat(GwetAc1.of(new Ratings(images), List.of(0, 1, 2, 3)).orElseThrow().ac1())
        .isEqualTo(1);
    var counts =
        images.stream()
            .map(it -> {
              var row = new int[4];
              row[it.getFirst()] = 3;
              return row;
            })
            .toList();
    assertThat(FleissKappa.of(counts).orElseThrow().kappa()).isEqualTo(Answer.of(1.0));
    var pairs = images.stream().map(it -> new CohenKappa.Pair(it.get(0), it.get(1))).toList();
    var kappa = CohenKappa.of(pairs, List.of(0, 1, 2, 3));
    assertThat(List.of(kappa.kappa(), kappa.linear(), kappa.quadratic()))
        .containsOnly(Answer.of(1.0));
    assertThat(kappa.standardError()).isEqualTo(Answer.of(0.0));
  }

  @Test
  void theSameOrderCorrelatesToExactlyOneAndTheOppositeOneToMinusOne() {
    for (int round = 0; round < 100; round++) {
      var x = random.ints(5 + random.nextInt(40), 0, 9).asDoubleStream().toArray();
      x[0] = 20;
      var up = Arrays.stream(x).map(it -> it * it * it + 0.1).toArray();
      var down = Arrays.stream(x).map(it -> -Math.exp(it)).toArray();
      for (var kind : Correlation.Kind.values()) {
        assertThat(Correlation.of(kind, x, up, LEVEL))
            .isEqualTo(new Correlation(Answer.of(1.0), Answer.missing(Reason.PERFECT)));
        assertThat(Correlation.of(kind, x, down, LEVEL).r()).isEqualTo(Answer.of(-1.0));
      }
    }
  }

  @Test
  void countedByExchangesKendallIsThatOfAllPairs() {
    for (int round = 0; round < 100; round++) {
      int n = 2 + random.nextInt(30);
      var x = random.ints(n, 0, 6).asDoubleStream().toArray();
      var y = random.ints(n, 0, 6).asDoubleStream().toArray();
      double order = 0;
      double first = 0;
      double second = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          double signs = Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
          order += signs;
          first += x[i] == x[j] ? 0 : 1;
          second += y[i] == y[j] ? 0 : 1;
        }
      }
      var tau = Correlation.of(Correlation.Kind.KENDALL_TAU_B, x, y, LEVEL).r();
      if (first == 0 || second == 0) {
        assertThat(tau).isEqualTo(Answer.missing(Reason.NO_VARIATION));
      } else {
        assertThat(tau.orElseThrow()).isCloseTo(order / Math.sqrt(first * second), within(1e-12));
      }
    }
  }

  @Test
  void exchangingWinsAndLossesChangesTheSignOfEveryStrength() {
    for (int round = 0; round < 60; round++) {
      int items = 2 + random.nextInt(4);
      var names = IntStream.range(0, items).mapToObj(it -> "item " + it).toList();
      var wins = new int[items][items];
      var lost = new int[items][items];
      var ties = new int[items][items];
      for (int i = 0; i < items; i++) {
        for (int j = 0; j < i; j++) {
          wins[i][j] = lost[j][i] = 1 + random.nextInt(9);
          wins[j][i] = lost[i][j] = 1 + random.nextInt(9);
          ties[i][j] = ties[j][i] = random.nextInt(4);
        }
      }
      for (var rule : BradleyTerry.TieRule.values()) {
        var one = fitted(Preferences.of(names, wins, ties), rule);
        var other = fitted(Preferences.of(names, lost, ties), rule);
        assertThat(one.logLikelihood()).isCloseTo(other.logLikelihood(), within(1e-9));
        for (int i = 0; i < items; i++) {
          var strength = one.strengths().get(i);
          var opposed = other.strengths().get(i);
          assertThat(strength.logStrength()).isCloseTo(-opposed.logStrength(), within(1e-9));
          assertThat(strength.standardError()).isCloseTo(opposed.standardError(), within(1e-9));
        }
      }
    }
  }

  private static BradleyTerry.Fitted fitted(Preferences preferences, BradleyTerry.TieRule rule) {
    return (BradleyTerry.Fitted) BradleyTerry.of(preferences, rule, LEVEL);
  }

  @Test
  void drawnAssignmentsKeepTheirPlan() {
    for (int round = 0; round < 300; round++) {
      int raters = 1 + random.nextInt(6);
      var plan =
          new AssignmentPlan(
              raters,
              1 + random.nextInt(40),
              1 + random.nextInt(raters),
              random.nextInt(101),
              1 + random.nextInt(12));
      if (plan.refusal().isEmpty()) {
        var assignment = Assignment.drawn(plan, round);
        assertThat(assignment.faults(plan)).as("%s %s", plan, assignment).isEmpty();
        assertThat(Assignment.drawn(plan, round)).isEqualTo(assignment);
      } else {
        assertThatThrownBy(() -> Assignment.drawn(plan, 1))
            .hasMessageContaining(plan.refusal().get().words());
      }
    }
  }

  private int[] differences(int n) {
    return random.ints(n, -3, 4).toArray();
  }

  private List<List<Integer>> images(int images, int raters, int values) {
    return IntStream.range(0, images)
        .mapToObj(_ -> random.ints(1 + random.nextInt(raters), 0, values).boxed().toList())
        .toList();
  }

  private <T> List<T> shuffled(List<T> values) {
    var mixed = new ArrayList<>(values);
    Collections.shuffle(mixed, random);
    return mixed;
  }

  private static void same(Answer<Double> one, Answer<Double> other) {
    assertThat(one.whyMissing()).isEqualTo(other.whyMissing());
    one.found().ifPresent(value -> assertThat(value).isCloseTo(other.orElseThrow(), within(1e-12)));
  }

  private static void opposed(IntervalEstimate one, IntervalEstimate other) {
    assertThat(one.value()).isEqualTo(-other.value());
    mirrored(one.interval(), other.interval(), 0);
  }

  private static void mirrored(Answer<Interval> one, Answer<Interval> other, double sum) {
    mirrored(one.orElseThrow(), other.orElseThrow(), sum);
  }

  private static void mirrored(Interval one, Interval other, double sum) {
    assertThat(one.lower() + other.upper()).isCloseTo(sum, within(1e-9));
    assertThat(one.upper() + other.lower()).isCloseTo(sum, within(1e-9));
  }
}
