package lab.harmony.training.trainer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.engine.PngMetadata;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.FileUse;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.runs.PartReading;
import lab.harmony.runs.PartsReading;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.FixedRecipe;
import lab.harmony.training.records.TrainingRecords;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.vision.FaceReading;
import lab.harmony.vision.PartEmotion;
import lab.harmony.vision.PartsClassifier;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.jspecify.annotations.Nullable;

/// Draws the fixed prompts with an adapter as it is, and has the machine judge read them.
final class FixedPrompts {

  private final Trainer.Place place;
  private final LoraStudio studio;
  private final LoraTraining training;
  private final TrainingSpec spec;
  private final TrainingRecords records;
  private final List<Path> trainingPictures;
  private final Stage stage;
  private final String settings;
  private @Nullable Thumbprints known;

  FixedPrompts(
      Trainer.Place place,
      LoraStudio studio,
      LoraTraining training,
      TrainingSpec spec,
      TrainingRecords records,
      List<Path> trainingPictures,
      Stage stage) {
    this.place = place;
    this.studio = studio;
    this.training = training;
    this.spec = spec;
    this.records = records;
    this.trainingPictures = trainingPictures;
    this.stage = stage;
    this.settings = recipe(spec).with(List.of()).settings();
  }

  /// How all of them are drawn.
  private static FixedRecipe recipe(TrainingSpec spec) {
    return new FixedRecipe(
        new FileUse(spec.model(), ""),
        spec.data().size(),
        spec.settings().precision().word(),
        spec.clipSkip());
  }

  int size() {
    return place.exam().prompts().size();
  }

  /// @param samples the folder for the pictures, below `samples` in the training's own
  /// @param loss the mean over the epoch so far
  Evaluation evaluate(String samples, int epoch, long step, OptionalDouble loss) {
    var faces = new ArrayList<Evaluation.Face>();
    var pinned = new ArrayList<Evaluation.Face>();
    var drawn = new ArrayList<BufferedImage>();
    var exam = place.exam();
    try (var judge = PartsClassifier.load(exam.judge())) {
      draw(
          exam.prompts(),
          0,
          judge,
          (prompt, image, reading) -> {
            var name =
                "%s_%s_cfg%.0f_seed%d"
                    .formatted(
                        prompt.archetype(), prompt.emotion(), prompt.cfgScale(), prompt.seed());
            faces.add(keep(samples, name, prompt, image, reading, OptionalLong.of(step)));
            drawn.add(image);
          });
      draw(
          exam.pinned(),
          exam.prompts().size(),
          judge,
          (prompt, image, reading) -> {
            pinned.add(keep(samples, pinned(prompt), prompt, image, reading, OptionalLong.empty()));
          });
    } catch (IOException e) {
      throw new UncheckedIOException("the judge could not be opened", e);
    }
    return new Evaluation(
        epoch,
        step,
        loss,
        new Evaluation.Reached(
            faces.stream().mapToInt(Evaluation.Face::points).sum(), faces.size()),
        faces,
        Optional.of(thumbprints().compare(drawn)),
        pinned,
        Optional.empty());
  }

  /// What the picture of a pinned face is called, by all that decides it. Evaluations say the names
  /// that they gave, so those of before are found.
  static String pinned(MatrixPrompt prompt) {
    var facts =
        NamedFacts.of(
            Fact.of("archetype", prompt.archetype()),
            Fact.of("emotion", prompt.emotion()),
            Fact.of("cfg", prompt.cfgScale()),
            Fact.of("seed", prompt.seed()),
            Fact.of("prompt", prompt.prompt()),
            Fact.of("negative-prompt", prompt.negativePrompt()));
    return "pin-" + facts.sha256().brief();
  }

  /// Takes a face that was drawn and read.
  private interface Taker {
    void take(MatrixPrompt prompt, BufferedImage image, FaceReading reading);
  }

  /// @param already drawn in this evaluation
  private void draw(List<MatrixPrompt> prompts, int already, PartsClassifier judge, Taker taker) {
    for (int from = 0; from < prompts.size(); from += Evaluation.TOGETHER) {
      var some = prompts.subList(from, Math.min(from + Evaluation.TOGETHER, prompts.size()));
      int before = already + from;
      int all = place.exam().faces();
      stage.doing("drawing the fixed prompts", before, all);
      var images =
          studio
              .draw(
                  training,
                  some.stream().map(prompt -> request(spec, prompt, FixedRecipe.STEPS)).toList(),
                  (done, total) -> {
                    stage.doing(
                        "drawing the fixed prompts", before + some.size() * done / total, all);
                    return true;
                  })
              .stream()
              .map(made -> made.image())
              .toList();
      var readings = judge.read(images);
      for (int i = 0; i < some.size(); i++) {
        taker.take(some.get(i), images.get(i), readings.get(i));
      }
    }
  }

  private Thumbprints thumbprints() {
    var prints = known == null ? Thumbprints.of(trainingPictures) : known;
    known = prints;
    return prints;
  }

  static GenerationRequest request(TrainingSpec spec, MatrixPrompt prompt, int steps) {
    return new GenerationRequest(
        prompt.prompt(),
        prompt.negativePrompt(),
        PromptSyntax.WEIGHTED,
        spec.clipSkip(),
        List.of(),
        prompt.cfgScale(),
        prompt.seed(),
        FixedRecipe.SAMPLER,
        steps,
        spec.data().size(),
        spec.data().size());
  }

  /// @param step for whose records it is, if it is for any
  private Evaluation.Face keep(
      String samples,
      String name,
      MatrixPrompt prompt,
      BufferedImage image,
      FaceReading reading,
      OptionalLong step) {
    var file = "samples/%s/%s.png".formatted(samples, name);
    var png = PngMetadata.png(image, new LinkedHashMap<>());
    AtomicFiles.write(place.folder().resolve(file), png);
    if (step.isPresent() && prompt.cfgScale() == place.exam().prompts().getFirst().cfgScale()) {
      records.picture(
          step.getAsLong(), "samples/" + name, image.getWidth(), image.getHeight(), png);
    }
    var parts =
        new PartsReading(
            place.exam().judgeName(),
            place.exam().judgeSha256(),
            part(reading.eyes()),
            part(reading.mouth()),
            part(reading.brows()));
    return new Evaluation.Face(
        file,
        prompt.archetype(),
        prompt.emotion(),
        prompt.cfgScale(),
        MachineVerdict.of(parts, prompt.emotion()).points(),
        Optional.of(
            new Evaluation.Drawn(
                prompt.prompt(),
                prompt.negativePrompt(),
                prompt.seed(),
                settings,
                place.clock().instant(),
                parts)));
  }

  private static PartReading part(PartEmotion part) {
    return new PartReading(part.emotion(), part.probability());
  }
}
