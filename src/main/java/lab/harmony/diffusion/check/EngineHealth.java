package lab.harmony.diffusion.check;

import java.util.List;
import java.util.stream.Collectors;

/// What a machine came to in the self-check.
///
/// @param torch the name and version of the library that computes
public record EngineHealth(Processor processor, String torch, List<Finding> findings) {

  /// The largest error that may be, as a part of the largest stored number.
  public static final double BOUND = 1e-4;

  /// What stands for an error that is no number.
  static final double NO_NUMBER = Double.MAX_VALUE;

  /// How far one operation is off.
  ///
  /// @param padded whether convolutions were computed with the way around, as trainings do
  /// @param error the largest of the value and all gradients, as a part of the largest stored
  ///   number
  public record Finding(String operation, boolean padded, int threads, double error) {

    public boolean passes() {
      return error <= BOUND;
    }

    /// The error as people read it.
    public String errorWords() {
      return error == NO_NUMBER ? "no number" : "%.1e".formatted(error);
    }
  }

  public EngineHealth {
    findings = List.copyOf(findings);
  }

  /// What is wrong in a way that trainings compute.
  public List<Finding> failures() {
    return findings.stream().filter(finding -> finding.padded() && !finding.passes()).toList();
  }

  /// What would be wrong without the way around.
  public List<Finding> avoided() {
    return findings.stream().filter(finding -> !finding.padded() && !finding.passes()).toList();
  }

  public boolean canTrain() {
    return failures().isEmpty();
  }

  /// Whether trainings are right here, and if not, what is wrong.
  public String sentence() {
    if (!canTrain()) {
      return "Training is refused on this machine, for it computes wrong gradients: %s. The processor is %s, the library %s; another processor or another version of the library may be right, and drawing pictures is not concerned"
          .formatted(words(failures()), processor.words(), torch);
    }
    return avoided().isEmpty()
        ? "Every operation that trainings differentiate is right here."
        : "Gradients to the input of %s are wrong on this processor; trainings compute them with output channels padded to a multiple of 16, which is right here."
            .formatted(
                avoided().stream()
                    .map(Finding::operation)
                    .distinct()
                    .collect(Collectors.joining("; ")));
  }

  private static String words(List<Finding> findings) {
    return findings.stream()
        .map(one ->
            "%s with %d %s is off by %s (allowed %.0e)"
                .formatted(
                    one.operation(),
                    one.threads(),
                    one.threads() == 1 ? "thread" : "threads",
                    one.errorWords(),
                    BOUND))
        .collect(Collectors.joining("; "));
  }
}
