package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.sampling.schedules.SchedulerConfig;
import lab.harmony.diffusion.train.LearningRate.Curve;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class LearningRateTest {

  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 10, 1",
    "CONSTANT, 99, 1",
    "LINEAR, 10, 1",
    "LINEAR, 55, 0.5",
    "LINEAR, 100, 0",
    "COSINE, 10, 1",
    "COSINE, 40, 0.75",
    "COSINE, 55, 0.5",
    "COSINE, 100, 0",
    "COSINE_WITH_RESTARTS, 10, 1",
    "COSINE_WITH_RESTARTS, 25, 0.75",
    "COSINE_WITH_RESTARTS, 55, 1",
    "COSINE_WITH_RESTARTS, 100, 0",
  })
  void afterTheWarmUpTheCurveHasItsClosedForm(Curve curve, long step, double part) {
    var rate = new LearningRate(curve, 2e-4, 0.1, curve == Curve.COSINE_WITH_RESTARTS ? 2 : 1);
    // (1 + cos π/3) / 2 = 0.75
    assertThat(rate.at(step, 100)).isCloseTo(2e-4 * part, within(1e-12));
  }

  @Test
  void theWarmUpRisesEvenlyFromZero() {
    var rate = new LearningRate(Curve.COSINE, 1, 0.1, 1);
    assertThat(rate.at(0, 100)).isZero();
    assertThat(rate.at(5, 100)).isEqualTo(0.5);
    assertThat(rate.at(10, 100)).isEqualTo(1);
    assertThatThrownBy(() -> new LearningRate(Curve.LINEAR, 1, 1.1, 1))
        .hasMessageContaining("warm-up");
  }

  @Test
  void fiveIsTheSignalToNoiseRatioAtTheTimestepsThatAreKnown() {
    var schedule = NoiseSchedule.of(SchedulerConfig.STABLE_DIFFUSION_1);
    var weight = new SnrWeight(OptionalDouble.of(5));
    assertThat(ratio(schedule, 0)).isCloseTo(1175.47, within(0.01));
    assertThat(ratio(schedule, 999)).isCloseTo(0.004682, within(1e-6));
    int whole = 0;
    for (int t = 0; t < 1000; t++) {
      whole += weight.of(Prediction.EPSILON, schedule.signal(t)) == 1 ? 1 : 0;
    }
    assertThat(whole).isEqualTo(853);
    assertThat(weight.of(Prediction.EPSILON, schedule.signal(0)))
        .isCloseTo(5 / 1175.47, within(1e-7));
    assertThat(weight.of(Prediction.VELOCITY, schedule.signal(0)))
        .isCloseTo(5 / 1176.47, within(1e-7));
    assertThat(new SnrWeight(OptionalDouble.empty()).of(Prediction.EPSILON, 0.3)).isEqualTo(1);
  }

  private static double ratio(NoiseSchedule schedule, int timestep) {
    double signal = schedule.signal(timestep);
    return signal / (1 - signal);
  }
}
