package lab.harmony.blind.results;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.blind.results.rated.Rated;

/// What the raters of a session said of one picture, all of them together, in a word that never
/// changes.
public enum BlindVerdict {
  NONE("0"),
  ONE("1"),
  TWO("2"),
  THREE("3"),
  /// More raters preferred it to another than the other way round.
  PREFERRED("preferred"),
  EVEN("even"),
  NOT_PREFERRED("not preferred"),
  INTENDED("intended conflict"),
  CANNOT_TELL("cannot tell");

  private static final List<BlindVerdict> POINTS = List.of(NONE, ONE, TWO, THREE);

  private final String word;

  BlindVerdict(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// What a word stands for; empty for none.
  public static Optional<BlindVerdict> of(String word) {
    return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  private static Stream<Rated> telling(Collection<Rated> said) {
    return said.stream().filter(one -> !one.intendedConflict());
  }

  private static BlindVerdict ofNothing(Collection<Rated> said) {
    return said.stream().anyMatch(Rated::intendedConflict) ? INTENDED : CANNOT_TELL;
  }

  /// The order of words in a list of them; what is none stands behind.
  public static Comparator<String> order() {
    var words = Stream.of(values()).map(BlindVerdict::word).toList();
    return Comparator.comparingInt(word -> Math.floorMod(words.indexOf(word), words.size() + 1));
  }

  /// Of points: those in the middle, of two in the middle the fewer.
  ///
  /// @param said first answers about one picture
  static BlindVerdict ofPoints(Collection<Rated> said) {
    var points = telling(said).flatMapToInt(one -> one.points().stream()).sorted().toArray();
    if (points.length > 0) {
      return POINTS.get(points[(points.length - 1) / 2]);
    }
    return ofNothing(said);
  }

  /// Of comparisons: how often it was preferred less how often another was.
  ///
  /// @param said first answers about one picture and others
  /// @param arm of the picture
  static BlindVerdict ofComparisons(Collection<Rated> said, int arm) {
    var signs =
        telling(said)
            .flatMap(one ->
                one.unit().pictures().stream()
                    .filter(other -> other.arm() != arm)
                    .flatMap(other -> one.preference(arm, other.arm()).stream()))
            .toList();
    if (signs.isEmpty()) {
      return ofNothing(said);
    }
    int sum = signs.stream().mapToInt(Integer::intValue).sum();
    return sum > 0 ? PREFERRED : sum < 0 ? NOT_PREFERRED : EVEN;
  }
}
