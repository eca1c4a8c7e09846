package lab.harmony.comparison;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.AskedTogether.ArmPairs;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Component;

/// Counts the pairs of arms that are asked about together, and knows what came of pairs that were
/// counted before: notebooks ask for the same ones whenever they are read.
@Component
public class PairCounts {

  /// What came of so many arms is known at most: it is small, however many pairs they have.
  private static final int MOST = 10_000;

  private final Kept<Sha256, List<Optional<Answered>>> known = new Kept<>(MOST, List::size);

  /// What [AskedTogether#of] says of them.
  public final List<Optional<Answered>> of(List<ArmPairs> arms) {
    var written = written(arms);
    return known.get(Sha256.of(written), () -> count(arms));
  }

  protected List<Optional<Answered>> count(List<ArmPairs> arms) {
    return AskedTogether.of(arms);
  }

  /// All that counts, as numbers: how many prompts of each arm, how many pairs of each, and what is
  /// known of these.
  private static byte[] written(List<ArmPairs> arms) {
    int numbers = 0;
    for (var arm : arms) {
      numbers += 2;
      for (var prompt : arm.byPrompt()) {
        numbers += 1 + 3 * prompt.size();
      }
    }
    var bytes = ByteBuffer.allocate(numbers * Integer.BYTES);
    for (var arm : arms) {
      bytes.putInt(arm.rounds() ? 1 : 0).putInt(arm.byPrompt().size());
      for (var prompt : arm.byPrompt()) {
        bytes.putInt(prompt.size());
        prompt.forEach(
            pair -> bytes.putInt(pair.first()).putInt(pair.second()).putInt(pair.known()));
      }
    }
    return bytes.array();
  }
}
