package lab.harmony.training.records;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.harmony.review.FacePoints;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.runs.PartsReading;
import lab.harmony.workspace.Sha256;

/// The fixed prompts, drawn with the adapter after an epoch or in the middle of one, and read by
/// the machine judge.
///
/// @param epoch that was trained last or is being trained
/// @param loss the mean over the epoch so far
/// @param rate what the faces reached together
/// @param likeness of what was drawn to what was trained on, where it was measured
/// @param pinned what was drawn besides of pinned prompts; no number counts it
/// @param adapter the SHA-256 of the file in which the adapter that drew was kept, as hexadecimal
///   digits; empty of the model alone, where nothing was kept, and of labs of before
public record Evaluation(
    int epoch,
    long step,
    OptionalDouble loss,
    Reached rate,
    List<Face> faces,
    Optional<Likeness> likeness,
    List<Face> pinned,
    Optional<String> adapter) {

  /// Fixed prompts that are drawn in one batch.
  public static final int TOGETHER = 12;

  /// The points of all faces, as the records of a training keep them.
  public record Reached(int points, int images) {}

  /// @param file below the training's folder
  /// @param points of the machine judge, 0 to 3
  /// @param drawn the rest of how it came about; labs of before did not keep it
  public record Face(
      String file,
      String archetype,
      String emotion,
      double cfgScale,
      int points,
      Optional<Drawn> drawn) {}

  /// How a face came about.
  ///
  /// @param settings as [lab.harmony.recipe.Recipe#settings] says them
  /// @param reading what the machine judge read in it
  public record Drawn(
      String prompt,
      String negativePrompt,
      long seed,
      String settings,
      Instant at,
      PartsReading reading) {}

  /// Distances between pictures of 16 × 16 colours from 0 to 1.
  ///
  /// @param variety of the drawn pictures: the mean standard deviation of a colour among them
  /// @param trainedVariety of the pictures that were trained on
  /// @param distance from a drawn picture to the nearest one that was trained on, in the median:
  ///   root mean square over the colours
  /// @param trainedDistance from a picture that was trained on to the nearest other one
  public record Likeness(
      double variety, double trainedVariety, double distance, double trainedDistance) {}

  public Evaluation {
    faces = List.copyOf(faces);
    pinned = Optional.ofNullable(pinned).map(List::copyOf).orElse(List.of());
  }

  /// The same of an adapter that was kept.
  public Evaluation drawnWith(Sha256 file) {
    return new Evaluation(
        epoch, step, loss, rate, faces, likeness, pinned, Optional.of(file.hex()));
  }

  /// The success rate of the faces, with its interval over them.
  public SuccessRate success() {
    return faces.size() == rate.images()
        ? SuccessRate.of(
            faces.stream()
                .map(face ->
                    new FacePoints(
                        new PromptPlace(face.archetype(), face.emotion()), face.points()))
                .toList())
        : SuccessRate.ofTotals(rate.points(), rate.images());
  }

  /// Whether it was made at the end of an epoch, and not because somebody asked for it.
  public boolean isOfEpoch() {
    return faces.isEmpty() || faces.getFirst().file().startsWith("samples/epoch-");
  }

  /// The best epoch by success rate, and the best by loss.
  public static Optional<String> ranking(List<Evaluation> evaluations) {
    if (evaluations.isEmpty()) {
      return Optional.empty();
    }
    var byRate =
        evaluations.stream().max(Comparator.comparingInt(one -> one.rate().points())).orElseThrow();
    var byLoss =
        evaluations.stream()
            .filter(one -> one.loss().isPresent())
            .min(Comparator.comparingDouble(one -> one.loss().orElseThrow()));
    if (byLoss.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        byRate.epoch() == byLoss.get().epoch()
            ? "Epoch %d is best by success rate, %s, and by loss."
                .formatted(byRate.epoch(), byRate.success().sentence())
            : "Epoch %d is best by success rate, %s; the loss is least at epoch %d, whose success rate is %s. The loss is no measure of harmony."
                .formatted(
                    byRate.epoch(),
                    byRate.success().sentence(),
                    byLoss.get().epoch(),
                    byLoss.get().success().sentence()));
  }
}
