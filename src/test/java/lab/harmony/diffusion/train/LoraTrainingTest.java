package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.lora.AdaptedNetwork;
import lab.harmony.diffusion.lora.Adapter;
import lab.harmony.diffusion.lora.Adapters;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoraTrainingTest {

  @TempDir Path folder;

  @Test
  void aTrainingThatWasKilledTenTimesEndsWithTheWeightsOfOneThatWasNot() throws Exception {
    var whole = folder.resolve("whole");
    var random = new Random(11);
    assertThat(start(whole).waitFor()).isZero();

    var killed = folder.resolve("killed");
    int kills = 0;
    while (kills < 10) {
      var process = start(killed);
      try (var lines = process.inputReader()) {
        // Between one and two steps, and a moment in the middle of the next.
        for (int i = 0; i <= random.nextInt(2); i++) {
          assertThat(lines.readLine()).as("ended before it was killed").isNotNull();
        }
        process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS);
      } finally {
        process.destroyForcibly().waitFor();
      }
      kills++;
    }
    assertThat(start(killed).waitFor()).isZero();
    assertThat(Files.readAllBytes(newest(killed))).isEqualTo(Files.readAllBytes(newest(whole)));
  }

  private static Process start(Path folder) throws Exception {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SmallTraining.class.getName(),
                folder.toString())
            .redirectError(new File("target/small-training.log"));
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.start();
  }

  @Test
  void aDamagedNewestCheckpointFallsBackToTheOneBeforeAndSaysSo() throws Exception {
    try (var manager = Torch.newManager();
        var unet = SmallTraining.unet(Goldens.open(), manager)) {
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
        var unet = SmallTraining.unet(Goldens.open(), manager);
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

  @ParameterizedTest
  @EnumSource(LoraMatrices.Naming.class)
  void whatIsWrittenDrawsAsWhatWasTrained(LoraMatrices.Naming naming) {
    for (var name : List.of("sd15", "sdxl")) {
      var set =
          Goldens.all().stream()
              .filter(one -> one.folder().endsWith(name))
              .findFirst()
              .orElseGet(Goldens::open);
      try (var manager = Torch.newManager();
          var unet = SmallTraining.unet(set, manager);
          var training = SmallTraining.open(set, unet, folder.resolve(name), manager)) {
        for (int i = 0; i < 6; i++) {
          training.step();
        }
        var file = folder.resolve(name + ".safetensors");
        training
            .matrices()
            .write(file, naming, unet.config(), Map.of("ss_network_dim", "4"), manager);
        var adapter = Adapter.read(file, List.of(AdaptedNetwork.of(unet)));
        assertThat(adapter.unmatched()).isEmpty();
        var read = new Adapters(List.of(new Adapters.Use(adapter, 1, 0))).changes(0, manager);
        try (var trained = unet.with(training.changes(manager));
            var again = unet.with(read)) {
          var plain = predicted(unet, set, manager);
          var wanted = predicted(trained, set, manager);
          var change = Goldens.distance(wanted, plain);
          assertThat(change).isPositive();
          // Files hold float16.
          assertThat(Goldens.distance(predicted(again, set, manager), wanted))
              .isLessThan(0.01 * change + 1e-5);
        }
        var metadata = SafetensorsFile.open(file).metadata();
        assertThat(metadata).containsEntry("ss_network_dim", "4");
        assertThat(metadata.get("modelspec.hash_sha256"))
            .isEqualTo("0x" + metadata.get("sshs_model_hash"));
      }
    }
  }

  private static float[] predicted(UNet unet, Goldens set, NDManager manager) {
    var golden = set.tensors();
    var context = golden.float32("unet.encoder_hidden_states", manager);
    UNet.Condition<NDArray> condition =
        golden.contains("unet.time_ids")
            ? new UNet.Condition<>(
                context,
                Optional.of(
                    new UNet.Condition.Sized<>(
                        golden.float32("unet.text_embeds", manager),
                        golden.float32("unet.time_ids", manager))))
            : UNet.Condition.of(context);
    return unet.predict(
            golden.float32("unet.sample", manager),
            manager.create(new float[] {500, 500}),
            condition)
        .toFloatArray();
  }

  private static Path newest(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("step-"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }
}
