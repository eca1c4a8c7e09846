package lab.harmony.comparison.cells;

/// What a comparison in a notebook is, once it was read.
sealed interface StoredResult {

  /// Its pairs were counted again, and it says what they do.
  record Counted(StoredComparison stored) implements StoredResult {}

  /// It cannot be counted again: what it said when it was made is somebody's word.
  record Quoted(QuotedComparison quoted) implements StoredResult {}

  /// It says what its own pairs do not, or is no comparison.
  ///
  /// @param comparisons as how many it counts among others
  record Refused(String why, int comparisons) implements StoredResult {}

  /// How many pairs were read.
  default int pairs() {
    return switch (this) {
      case Counted(var stored) ->
          stored.answers().stream().mapToInt(answer -> answer.pairs().size()).sum();
      case Quoted _, Refused _ -> 0;
    };
  }
}
