package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Prodigy;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.torch.Torch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("process")
class LoraTrainingTest {

  private static double @Nullable [] exact;

  @TempDir Path folder;

  @Test
  void aDamagedNewestCheckpointFallsBackToTheOneBeforeAndSaysSo() throws Exception {
    try (var manager = Torch.newManager();
        var unet = SmallTraining.tiny(manager)) {
      try (var training = SmallTraining.open(Goldens.open(), unet, folder, manager)) {
        for (int i = 0; i < 4; i++) {
          training.step();
          training.save();
        }
      }
      try (var files = Files.list(folder)) {
        assertThat(files).hasSize(3);
      }
      var newest = newest(folder);
      var bytes = Files.readAllBytes(newest);
      bytes[bytes.length / 2] ^= 1;
      Files.write(newest, bytes);
      try (var training = SmallTraining.open(Goldens.open(), unet, folder, manager)) {
        assertThat(training.steps()).isEqualTo(3);
        assertThat(training.damaged())
            .singleElement()
            .satisfies(line ->
                assertThat(line).contains(newest.getFileName().toString()).contains("is damaged"));
      }
    }
  }

  @Test
  void whatIsTrainedIsTheChangesAloneAndTheyLearn() {
    try (var manager = Torch.newManager();
        var unet = SmallTraining.tiny(manager);
        var training = SmallTraining.open(Goldens.open(), unet, folder, manager)) {
      var before = unet.weights().arrays().get("conv_in.weight").toFloatArray();
      var reports = new ArrayList<LoraTraining.Report>();
      while (!training.isDone()) {
        reports.add(training.step());
      }
      assertThat(unet.weights().arrays().get("conv_in.weight").toFloatArray()).isEqualTo(before);
      assertThat(reports).hasSize(SmallTraining.STEPS).allMatch(LoraTraining.Report::applied);
      assertThat(reports.getFirst().learningRate()).isZero();
      assertThat(reports.getLast().epoch())
          .isEqualTo(1 + (SmallTraining.STEPS - 1) / training.stepsPerEpoch());
    }
  }

  static Stream<Arguments> waysToStep() {
    var prodigy = new Prodigy(1, 0.9, 0.999, 1e-8, 0.01, 1, 0, 1e-6, 1);
    return Stream.of(
        Arguments.of(SmallTraining.settings(prodigy, Memory.ENOUGH)),
        Arguments.of(SmallTraining.settings(AdamW.STANDARD, Memory.SHORT)));
  }

  @ParameterizedTest
  @MethodSource("waysToStep")
  void aTrainingThatGoesOnFromItsCheckpointTakesTheSameSteps(LoraSettings settings) {
    try (var manager = Torch.newManager();
        var unet = SmallTraining.tiny(manager)) {
      var expected = new ArrayList<LoraTraining.Report>();
      try (var training = SmallTraining.open(Goldens.open(), unet, settings, folder, manager)) {
        training.step();
        training.step();
        training.save();
        for (int i = 0; i < 4; i++) {
          expected.add(training.step());
        }
      }
      try (var training = SmallTraining.open(Goldens.open(), unet, settings, folder, manager)) {
        for (var report : expected) {
          assertThat(training.step()).isEqualTo(report);
        }
      }
    }
  }

  @Test
  void fewValuesAtATimeComeToTheSameLosses() {
    try (var manager = Torch.newManager();
        var unet = SmallTraining.tiny(manager)) {
      var exact = exact(unet, manager);
      var little = losses(unet, Memory.SHORT, Precision.FLOAT32, manager);
      for (int i = 0; i < exact.length; i++) {
        assertThat(little[i]).as("step " + i).isCloseTo(exact[i], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"BFLOAT16", "FLOAT16"})
  void halfAsManyBitsInTheModelStillTrainFloat32Matrices(Precision precision) {
    try (var manager = Torch.newManager();
        var unet = SmallTraining.tiny(manager)) {
      var exact = exact(unet, manager);
      try (var rounded = unet.rounded(precision, manager)) {
        var near = losses(rounded, Memory.ENOUGH, precision, manager);
        for (int i = 0; i < exact.length; i++) {
          assertThat(near[i]).as("step " + i).isCloseTo(exact[i], within(0.02 * exact[i]));
        }
      }
    }
  }

  /// The losses that others are compared with, which are the same every time.
  private double[] exact(UNet unet, NDManager manager) {
    if (exact == null) {
      exact = losses(unet, Memory.ENOUGH, Precision.FLOAT32, manager);
    }
    return exact;
  }

  private double[] losses(UNet unet, Memory memory, Precision precision, NDManager manager) {
    var settings = SmallTraining.settings(AdamW.STANDARD, memory, precision);
    var own = folder.resolve(memory + " " + precision);
    try (var training = SmallTraining.open(Goldens.open(), unet, settings, own, manager)) {
      var losses = new double[6];
      Arrays.setAll(
          losses,
          _ -> {
            var report = training.step();
            assertThat(report.applied()).isTrue();
            return report.loss();
          });
      return losses;
    }
  }

  static Path newest(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("step-"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }
}
