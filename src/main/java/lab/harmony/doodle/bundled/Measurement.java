package lab.harmony.doodle.bundled;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import lab.harmony.diffusion.GeneratedImage;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.StableDiffusion;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.doodle.drawing.Captions;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.vision.FaceReading;
import lab.harmony.vision.PartEmotion;
import lab.harmony.vision.PartsClassifier;

/// What the finished models reach, as lines of Markdown for their model cards.
final class Measurement {

  private static final List<Double> GUIDANCE = List.of(5.0, 7.0, 9.0);
  private static final List<Long> SEEDS = List.of(42L, 1L, 2L);
  private static final int STEPS = 25;
  private static final int HELD_OUT = 800;
  private static final long HELD_OUT_SEED = 20_260_101;

  private static final List<Function<FaceReading, PartEmotion>> PARTS =
      List.of(FaceReading::eyes, FaceReading::mouth, FaceReading::brows);

  private Measurement() {}

  static List<String> of(Path models) throws IOException {
    List<String> lines = new ArrayList<>();
    try (PartsClassifier judge = PartsClassifier.load(models.resolve("doodle-parts"))) {
      lines.addAll(heldOut(judge));
      for (BundledSizes.Diffusion recipe :
          List.of(BundledSizes.Diffusion.ANIME, BundledSizes.Diffusion.BASE)) {
        lines.addAll(cells(recipe.model(), models.resolve(recipe.model()), judge));
      }
    }
    return lines;
  }

  /// The judge on fresh drawings whose parts are drawn independently, so that most contradict.
  static List<String> heldOut(PartsClassifier judge) {
    SplittableRandom random = new SplittableRandom(HELD_OUT_SEED);
    int emotions = DoodleEmotion.values().length;
    int[][][] confusion = new int[PARTS.size()][emotions][emotions];
    for (int i = 0; i < HELD_OUT; i++) {
      FaceDescription face = Drawings.any(random);
      FaceReading reading = judge.read(FaceRenderer.draw(face));
      List<DoodleEmotion> truth = List.of(face.eyes(), face.mouth(), face.brows());
      for (int part = 0; part < PARTS.size(); part++) {
        String read = PARTS.get(part).apply(reading).emotion();
        confusion[part][truth.get(part).ordinal()][
            DoodleEmotion.valueOf(read.toUpperCase(Locale.ROOT)).ordinal()]++;
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("doodle-parts on %d held-out drawings (rows: truth):".formatted(HELD_OUT));
    for (int part = 0; part < PARTS.size(); part++) {
      int right = 0;
      for (int emotion = 0; emotion < emotions; emotion++) {
        right += confusion[part][emotion][emotion];
      }
      lines.add(
          "| %s | %.1f %% | %s |"
              .formatted(
                  List.of("eyes", "mouth", "brows").get(part),
                  100.0 * right / HELD_OUT,
                  Arrays.deepToString(confusion[part])));
    }
    return lines;
  }

  /// For every cell how many faces say the emotion asked for, part by part and as a whole.
  static List<String> cells(String name, Path model, PartsClassifier judge) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %d steps of DPM++ 2M Karras, guidance %s, seeds %s:"
            .formatted(name, STEPS, GUIDANCE, SEEDS));
    lines.add("| cell | n | eyes | mouth | brows | all three |");
    lines.add("|---|---|---|---|---|---|");
    int[] total = new int[PARTS.size() + 2];
    int[] allByGuidance = new int[GUIDANCE.size()];
    try (StableDiffusion diffusion = StableDiffusion.load(model)) {
      for (DoodleArchetype archetype : DoodleArchetype.values()) {
        for (DoodleEmotion emotion : DoodleEmotion.values()) {
          int[] counts = new int[PARTS.size() + 2];
          List<BufferedImage> pictures = new ArrayList<>();
          for (GeneratedImage image :
              diffusion.generate(requests(archetype, emotion), (_, _) -> true)) {
            pictures.add(image.image());
          }
          List<FaceReading> readings = judge.read(pictures);
          for (int i = 0; i < readings.size(); i++) {
            boolean all = true;
            for (int part = 0; part < PARTS.size(); part++) {
              boolean told =
                  PARTS.get(part).apply(readings.get(i)).emotion().equals(emotion.word());
              counts[part] += told ? 1 : 0;
              all &= told;
            }
            counts[PARTS.size()] += all ? 1 : 0;
            allByGuidance[i / SEEDS.size()] += all ? 1 : 0;
            counts[PARTS.size() + 1]++;
          }
          lines.add(line("%s %s".formatted(archetype.word(), emotion.word()), counts));
          for (int i = 0; i < total.length; i++) {
            total[i] += counts[i];
          }
        }
      }
    }
    lines.add(line("all cells", total));
    lines.add(
        "All three parts right, by guidance %s: %s of %d each."
            .formatted(
                GUIDANCE,
                Arrays.toString(allByGuidance),
                total[PARTS.size() + 1] / GUIDANCE.size()));
    return lines;
  }

  private static List<GenerationRequest> requests(
      DoodleArchetype archetype, DoodleEmotion emotion) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (double guidance : GUIDANCE) {
      for (long seed : SEEDS) {
        requests.add(
            new GenerationRequest(
                Captions.full(archetype, emotion),
                "",
                PromptSyntax.PLAIN,
                1,
                List.of(),
                guidance,
                seed,
                Sampler.DPMPP_2M_KARRAS,
                STEPS,
                FaceRenderer.SIZE,
                FaceRenderer.SIZE));
      }
    }
    return requests;
  }

  private static String line(String cell, int[] counts) {
    int n = counts[counts.length - 1];
    return "| %s | %d | %d | %d | %d | %d |"
        .formatted(cell, n, counts[0], counts[1], counts[2], counts[3]);
  }
}
