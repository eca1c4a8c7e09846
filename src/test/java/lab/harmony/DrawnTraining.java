package lab.harmony;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.workspace.DataFolder;
import org.springframework.util.FileSystemUtils;

/// The records of a finished training, whose pictures the renderer drew.
public final class DrawnTraining {

  public static final String NAME = "drawn-lora";
  private static final int STEPS = 60;

  private DrawnTraining() {}

  /// Writes it into a data folder, once.
  public static void write(DataFolder data) {
    write(data, NAME, 16);
  }

  /// The same under another name and with another rank.
  static void write(DataFolder data, String name, int rank) {
    var folder = data.trainings().resolve(name);
    try {
      if (Files.exists(folder.resolve("spec.json"))) {
        return;
      }
      Files.createDirectories(folder);
      var random = new Random(3);
      var steps = new ArrayList<String>();
      for (int step = 1; step <= STEPS; step++) {
        steps.add(
            String.format(
                Locale.ROOT,
                "{\"time\":\"2026-11-20T20:00:00Z\",\"step\":%d,\"epoch\":%d,\"loss\":%.4f,\"error\":0.1,\"learningRate\":1e-4,\"gradientNorm\":0.5,\"seconds\":0.1,\"memoryBytes\":536870912}",
                step,
                1 + (step - 1) / 20,
                0.08 / Math.sqrt(step) + 0.02 * random.nextDouble()));
      }
      Files.write(folder.resolve("steps.jsonl"), steps);
      var evaluations = new ArrayList<String>();
      for (int epoch = 1; epoch <= 3; epoch++) {
        evaluations.add(evaluation(folder, epoch, random));
      }
      Files.write(folder.resolve("evaluations.jsonl"), evaluations);
      Files.writeString(
          folder.resolve("life.json"),
          "{\"state\":\"FINISHED\",\"process\":1,\"since\":\"2026-11-20T20:00:00Z\",\"total\":%d,\"reason\":\"\"}"
              .formatted(STEPS));
      Files.writeString(
          folder.resolve("spec.json"),
          "{\"name\":\"%s\",\"model\":\"doodle-base\",\"rank\":%d,\"learningRate\":1.0E-4,\"epochs\":3}"
              .formatted(name, rank));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What somebody asked it to draw in the middle of its second epoch.
  static void addSample(DataFolder data, String name) {
    var folder = data.trainings().resolve(name);
    try {
      var evaluations = folder.resolve("evaluations.jsonl");
      var lines = new ArrayList<>(Files.readAllLines(evaluations));
      lines.add(
          1,
          lines
              .getFirst()
              .replace("epoch-01", "step-000030")
              .replace("\"epoch\":1,\"step\":20", "\"epoch\":2,\"step\":30"));
      Files.write(evaluations, lines);
      FileSystemUtils.copyRecursively(
          folder.resolve("samples/epoch-01"), folder.resolve("samples/step-000030"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String evaluation(Path folder, int epoch, Random random) throws IOException {
    var faces = new ArrayList<String>();
    int points = 0;
    for (var archetype : DoodleArchetype.values()) {
      for (var emotion : DoodleEmotion.values()) {
        var mouth = random.nextInt(4) < epoch ? emotion : DoodleEmotion.values()[random.nextInt(4)];
        var file =
            "samples/epoch-%02d/%s_%s_cfg7_seed42.png"
                .formatted(epoch, archetype.word(), emotion.word());
        Files.createDirectories(folder.resolve(file).getParent());
        Files.write(
            folder.resolve(file),
            DrawnFace.png(FaceDescription.of(archetype, emotion, mouth, emotion, random)));
        int own = mouth == emotion ? 3 : 1;
        points += own;
        faces.add(
            "{\"file\":\"%s\",\"archetype\":\"%s\",\"emotion\":\"%s\",\"cfgScale\":7.0,\"points\":%d}"
                .formatted(file, archetype.word(), emotion.word(), own));
      }
    }
    return "{\"epoch\":%d,\"step\":%d,\"loss\":%s,\"rate\":{\"points\":%d,\"images\":16},\"faces\":[%s]}"
        .formatted(epoch, 20 * epoch, 0.05 - 0.005 * epoch, points, String.join(",", faces));
  }
}
