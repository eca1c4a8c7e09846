package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonParser;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.lora.AdaptedNetwork;
import lab.harmony.diffusion.lora.Adapter;
import lab.harmony.diffusion.lora.Adapters;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Prodigy;
import lab.harmony.diffusion.tensor.Torch;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.weights.SafetensorsFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("process")
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
          String line;
          do {
            line = lines.readLine();
            assertThat(line).as("ended before it was killed").isNotNull();
          } while (!line.startsWith(SmallTraining.MARK));
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

  @Test
  @EnabledOnOs(OS.LINUX)
  void aStepThatFindsTooLittleMemoryComesToTheSameAPartAtATime() throws Exception {
    var process = start(ShortOfMemory.class, folder.toString(), "20");
    try (var reader = process.inputReader()) {
      var lines =
          reader
              .lines()
              .filter(line -> line.startsWith(SmallTraining.MARK))
              .map(line -> line.substring(SmallTraining.MARK.length()))
              .toList();
      assertThat(process.waitFor()).as(lines.toString()).isZero();
      assertThat(Double.parseDouble(lines.get(1)))
          .isCloseTo(Double.parseDouble(lines.get(0)), within(1e-5));
      assertThat(lines.get(2)).contains("Memory is short");
    }
  }

  private static Process start(Path folder) throws Exception {
    return start(SmallTraining.class, folder.toString());
  }

  private static Process start(Class<?> program, String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(new File("target/small-training.log"));
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
        var unet = SmallTraining.unet(Goldens.open(), manager)) {
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
        var unet = SmallTraining.unet(Goldens.open(), manager)) {
      var enough = losses(unet, Memory.ENOUGH, Precision.FLOAT32, manager);
      var little = losses(unet, Memory.SHORT, Precision.FLOAT32, manager);
      for (int i = 0; i < enough.length; i++) {
        assertThat(little[i]).as("step " + i).isCloseTo(enough[i], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"BFLOAT16", "FLOAT16"})
  void halfAsManyBitsInTheModelStillTrainFloat32Matrices(Precision precision) {
    try (var manager = Torch.newManager();
        var unet = SmallTraining.unet(Goldens.open(), manager)) {
      var exact = losses(unet, Memory.ENOUGH, Precision.FLOAT32, manager);
      try (var rounded = SmallTraining.unet(Goldens.open(), manager).rounded(precision, manager)) {
        var near = losses(rounded, Memory.ENOUGH, precision, manager);
        for (int i = 0; i < exact.length; i++) {
          assertThat(near[i]).as("step " + i).isCloseTo(exact[i], within(0.02 * exact[i]));
        }
      }
    }
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

  @ParameterizedTest
  @EnumSource(LoraMatrices.Naming.class)
  void textEncodersAreTrainedAndWrittenToo(LoraMatrices.Naming naming) {
    for (var set : Goldens.all()) {
      var file = folder.resolve(set.folder().getFileName() + ".safetensors");
      try (var studio = LoraStudio.open(ModelSource.of(set.checkpoint()))) {
        var settings = SmallTraining.withTextEncoders();
        var captions = studio.captions(List.of("girl, happy, smile"), 1, true);
        var data = SmallTraining.data(captions);
        var own = folder.resolve(set.folder().getFileName());
        try (var training = studio.train(settings, data, 1, own)) {
          for (int i = 0; i < 3; i++) {
            assertThat(training.step().applied()).isTrue();
          }
          studio.write(training.matrices(), file, naming, Map.of());
        }
      }
      var names = SafetensorsFile.open(file).names();
      try (var manager = Torch.newManager();
          var unet = SmallTraining.unet(set, manager)) {
        var encoders = new ArrayList<ClipTextEncoder>();
        for (var part : List.of("text_encoder", "text_encoder_2")) {
          if (Files.exists(set.checkpoint().resolve(part))) {
            encoders.add(ClipTextEncoder.load(set.checkpoint().resolve(part), manager));
          }
        }
        var networks = new ArrayList<>(List.of(AdaptedNetwork.of(unet)));
        for (int i = 0; i < encoders.size(); i++) {
          networks.add(AdaptedNetwork.of(encoders.get(i), i, encoders.size() > 1));
        }
        var adapter = Adapter.read(file, networks);
        for (int i = 0; i < encoders.size(); i++) {
          // Queries, keys, values, outputs and two layers behind them.
          assertThat(adapter.layers(i + 1)).isEqualTo(6 * encoders.get(i).config().layers());
          for (var up : adapter.matrices(i + 1, manager).arrays().entrySet()) {
            if (up.getKey().endsWith("q_proj.lora_up")) {
              // Starts at zero, and no layer but an unused last one stays there.
              boolean isRead =
                  set.folder().endsWith("sdxl") ? !isLast(up.getKey(), encoders.get(i)) : true;
              assertThat(up.getValue().abs().sum().getFloat() > 0)
                  .as(up.getKey())
                  .isEqualTo(isRead);
            }
          }
        }
        encoders.forEach(ClipTextEncoder::close);
      }
      assertThat(names)
          .anyMatch(name ->
              name.startsWith(naming == LoraMatrices.Naming.KOHYA ? "lora_te" : "text_encoder."));
    }
  }

  /// What diffusers makes a `LoraConfig` of, with nothing beside it.
  @Test
  void aFileInPeftNamesSaysOfEachNetworkAllThatItsConfigurationNeeds() {
    var text =
        PeftConfig.text(
            List.of(
                "unet.conv_in",
                "unet.mid_block.attentions.0.proj_in",
                "text_encoder.text_model.encoder.layers.0.mlp.fc1",
                "text_encoder_2.text_model.encoder.layers.0.mlp.fc1"),
            4,
            2.5,
            0.1);
    var facts = JsonParser.parseString(text).getAsJsonObject();
    for (var network : List.of("unet", "text_encoder", "text_encoder_2")) {
      assertThat(facts.get(network + ".peft_type").getAsString()).isEqualTo("LORA");
      assertThat(facts.get(network + ".r").getAsInt()).isEqualTo(4);
      assertThat(facts.get(network + ".lora_alpha").getAsDouble()).isEqualTo(2.5);
      assertThat(facts.get(network + ".lora_dropout").getAsDouble()).isEqualTo(0.1);
      assertThat(facts.get(network + ".use_rslora").getAsBoolean()).isFalse();
      assertThat(facts.get(network + ".rank_pattern").getAsJsonObject().isEmpty()).isTrue();
      assertThat(facts.get(network + ".modules_to_save").isJsonNull()).isTrue();
    }
    assertThat(facts.get("unet.target_modules").toString())
        .isEqualTo("[\"conv_in\",\"mid_block.attentions.0.proj_in\"]");
    assertThat(facts.get("text_encoder.target_modules").toString())
        .isEqualTo("[\"encoder.layers.0.mlp.fc1\"]");
  }

  private static boolean isLast(String layer, ClipTextEncoder encoder) {
    return layer.contains("layers." + (encoder.config().layers() - 1) + ".")
        && encoder.config().projectionSize() == 0;
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
        var read =
            new Adapters(List.of(new Adapters.Use(adapter, 1, 0)))
                .changes(0, unet.weights(), manager);
        try (var trained = unet.with(training.changes(LoraNetworks.UNET, manager));
            var again = unet.with(read)) {
          var plain = set.predicted(unet, manager);
          var wanted = set.predicted(trained, manager);
          var change = Goldens.distance(wanted, plain);
          assertThat(change).isPositive();
          // Files hold float16.
          assertThat(Goldens.distance(set.predicted(again, manager), wanted))
              .isLessThan(0.01 * change + 1e-5);
        }
        var metadata = SafetensorsFile.open(file).metadata();
        assertThat(metadata).containsEntry("ss_network_dim", "4");
        assertThat(metadata.get("modelspec.hash_sha256"))
            .isEqualTo("0x" + metadata.get("sshs_model_hash"));
        assertThat(metadata.containsKey("lora_adapter_metadata"))
            .isEqualTo(naming == LoraMatrices.Naming.PEFT);
      }
    }
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
