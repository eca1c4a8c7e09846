package lab.harmony.diffusion.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

/// What a LoRA is trained on: encoded pictures, and what makes arrays of their captions.
public record LoraData(List<LoraExample> examples, LoraCaptions captions) {

  public LoraData {
    examples = List.copyOf(examples);
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("there is no picture to train on");
    }
  }

  /// The batches of one epoch: every picture as often as it repeats, in an order that only seed and
  /// epoch decide. Pictures of one batch have one size; the last batch of a size may be smaller.
  List<List<LoraExample>> epoch(long seed, long epoch, int batch) {
    record Size(int height, int width) {}
    var random = new SplittableRandom(seed * 1_000_003 + epoch);
    var bySize = new LinkedHashMap<Size, List<LoraExample>>();
    for (var example : examples) {
      var size = new Size(example.latents().height(), example.latents().width());
      for (int i = 0; i < example.repeats(); i++) {
        bySize.computeIfAbsent(size, _ -> new ArrayList<>()).add(example);
      }
    }
    var batches = new ArrayList<List<LoraExample>>();
    for (var alike : bySize.values()) {
      Shuffle.of(alike, random);
      for (int from = 0; from < alike.size(); from += batch) {
        batches.add(List.copyOf(alike.subList(from, Math.min(from + batch, alike.size()))));
      }
    }
    Shuffle.of(batches, random);
    return batches;
  }

  /// How many batches an epoch has.
  public int batches(int batch) {
    return epoch(0, 0, batch).size();
  }
}
