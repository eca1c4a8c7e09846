package lab.harmony.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.diffusion.prompt.ClipSkip;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.SubPrompt;
import lab.harmony.diffusion.sampling.Guidance;

/// What a batch of pictures is conditioned on, step by step: the rows that go through the network
/// together, and how the predictions for them make one for each picture.
///
/// Rows are the negative prompts of all pictures, where any is guided, then the prompts of the
/// first picture, of the second, and so on; a picture has several where `AND` joins them.
final class PromptScript {

  private final List<Guidance.Picture> pictures;
  private final List<List<PromptVersion>> rowsByStep;
  private final Map<PromptVersion, TextEncoders.Encoded> encoded;

  /// The prompts of one picture, read.
  private record Reading(List<SubPrompt> positive, SubPrompt negative, boolean nothing) {

    static Reading of(GenerationRequest request) {
      var negative = request.negativePrompt();
      return new Reading(
          Prompt.parse(request.prompt(), request.syntax()).subPrompts(),
          Prompt.parseNegative(negative, request.syntax()).subPrompts().getFirst(),
          negative.isEmpty());
    }
  }

  private PromptScript(
      List<Guidance.Picture> pictures,
      List<List<PromptVersion>> rowsByStep,
      Map<PromptVersion, TextEncoders.Encoded> encoded) {
    this.pictures = pictures;
    this.rowsByStep = rowsByStep;
    this.encoded = encoded;
  }

  /// How many chunks the prompts of a request need at most: pictures that need different numbers
  /// cannot go through the network together.
  static int chunks(GenerationRequest request, int steps, TextEncoders texts) {
    var reading = Reading.of(request);
    var prompts = new ArrayList<>(reading.positive);
    prompts.add(reading.negative);
    return prompts.stream()
        .flatMap(
            prompt -> prompt.changesAt(steps).stream().map(step -> texts.said(prompt, step, steps)))
        .mapToInt(said -> said.chunks().stream().mapToInt(List::size).max().orElse(1))
        .max()
        .orElse(1);
  }

  /// Reads and encodes the prompts of a batch.
  ///
  /// @param requests all with as many chunks
  /// @param owner owns the encoded prompts
  static PromptScript of(
      List<GenerationRequest> requests, int steps, TextEncoders texts, NDManager owner) {
    int chunks = chunks(requests.getFirst(), steps, texts);
    var readings = requests.stream().map(Reading::of).toList();
    var pictures = new ArrayList<Guidance.Picture>();
    for (int i = 0; i < requests.size(); i++) {
      pictures.add(
          new Guidance.Picture(
              requests.get(i).guidanceScale(),
              readings.get(i).positive.stream().map(SubPrompt::weight).toList()));
    }
    var guided = !pictures.stream().allMatch(Guidance.Picture::isPlain);
    var rows = new ArrayList<List<PromptVersion>>();
    for (int step = 0; step < steps; step++) {
      int now = step;
      var row = new ArrayList<PromptVersion>();
      if (guided) {
        for (var reading : readings) {
          row.add(
              reading.nothing && texts.zerosForNothing()
                  ? new PromptVersion.Zeros()
                  : texts.padded(texts.said(reading.negative, now, steps), chunks));
        }
      }
      for (var reading : readings) {
        for (var prompt : reading.positive) {
          row.add(texts.padded(texts.said(prompt, now, steps), chunks));
        }
      }
      rows.add(row);
    }
    ClipSkip layers = texts.skip(requests.getFirst().clipSkip());
    var all = rows.stream().flatMap(List::stream).distinct().toList();
    return new PromptScript(pictures, rows, texts.encode(all, layers, owner));
  }

  int steps() {
    return rowsByStep.size();
  }

  /// How the rows' predictions make one for each picture.
  List<Guidance.Picture> pictures() {
    return pictures;
  }

  boolean isGuided() {
    return !pictures.stream().allMatch(Guidance.Picture::isPlain);
  }

  /// Whether the rows of both steps say the same.
  boolean isSame(int step, int other) {
    return rowsByStep.get(step).equals(rowsByStep.get(other));
  }

  /// The rows of a step, (R, T, D) and (R, P), owned by `owner`.
  TextEncoders.Encoded rows(int step, NDManager owner) {
    var rows = rowsByStep.get(step).stream().map(this::encoded).toList();
    var contexts = new NDList();
    var pooled = new NDList();
    for (var row : rows) {
      contexts.add(row.context());
      row.pooled().ifPresent(pooled::add);
    }
    return new TextEncoders.Encoded(
        joined(contexts, owner),
        pooled.isEmpty() ? Optional.empty() : Optional.of(joined(pooled, owner)));
  }

  private TextEncoders.Encoded encoded(PromptVersion version) {
    return Objects.requireNonNull(encoded.get(version));
  }

  private static NDArray joined(NDList rows, NDManager owner) {
    var joined = NDArrays.concat(rows, 0);
    joined.attach(owner);
    return joined;
  }
}
