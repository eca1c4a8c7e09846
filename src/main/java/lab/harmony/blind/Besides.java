package lab.harmony.blind;

import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.comparison.ArmDifference;

/// In what the arms of a session differ besides what they are.
///
/// @param sealed whether it was written down and sealed at the start; else it was found out later,
///   from what drew the pictures
public record Besides(List<ArmDifference> all, boolean sealed) {

  /// Nothing is known to differ.
  public static final Besides NOTHING = new Besides(List.of(), true);

  public Besides {
    all = List.copyOf(all);
  }

  private List<ArmDifference> between(int first, int second) {
    return all.stream()
        .filter(one ->
            one.first() == Math.min(first, second) && one.second() == Math.max(first, second))
        .toList();
  }

  /// What differs between two arms: `steps (10 against 20), sampler (…)`; empty for nothing.
  ///
  /// @param first an arm, from 0, with a lower number than the second
  public String words(int first, int second) {
    return between(first, second).stream()
        .map(ArmDifference::words)
        .collect(Collectors.joining(", "));
  }

  /// The same without values: `steps, sampler`.
  public String names(int first, int second) {
    return between(first, second).stream()
        .map(ArmDifference::what)
        .collect(Collectors.joining(", "));
  }

  /// What it means for what is said of two arms, as a sentence behind that; empty for nothing.
  public String sentence(int first, int second) {
    var words = words(first, second);
    return words.isEmpty()
        ? ""
        : " The two differ besides in %s, and which of it makes a difference cannot be told%s."
            .formatted(
                words, sealed ? "" : "; this was found out later and was not sealed at the start");
  }
}
