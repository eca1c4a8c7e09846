package lab.harmony.analytics;

import java.util.Optional;

/// Who gave the scores; people and machines are never mixed in one analysis.
public sealed interface ScoreSource {

  /// Scores given by people.
  record People() implements ScoreSource {}

  /// Verdicts of a machine judge, with the sentence that says how well it agrees with people.
  record Machine(String judge, String agreement) implements ScoreSource {}

  /// What a figure adds to its subtitle; nothing for people.
  default Optional<String> remark() {
    return switch (this) {
      case People _ -> Optional.empty();
      case Machine(var judge, var agreement) ->
          Optional.of("machine verdicts by %s, which %s".formatted(judge, agreement));
    };
  }
}
