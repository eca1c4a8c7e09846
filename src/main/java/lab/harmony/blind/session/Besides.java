package lab.harmony.blind.session;

import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.comparison.arms.ArmDifference;

/// In what the arms of a session differ besides what they are called, as far as it is known.
///
/// @param alike which two are alike in all that is known, also in what they are called
public record Besides(List<ArmDifference> all, Known known, List<AlikeArms> alike) {

  /// In words after `differ in` and in tables.
  private static final String IN_NOTHING = "nothing that is known";

  public Besides(List<ArmDifference> all, Known known) {
    this(all, known, List.of());
  }

  /// From where it is known.
  public enum Known {
    /// It was written down and sealed at the start.
    SEALED(""),
    /// It was found later, from what drew the pictures.
    FOUND("; this was found later and was not sealed at the start"),
    /// It was found later of some pictures; the runs of others are gone.
    PARTLY("; this was found later, of those pictures whose runs are still there"),
    /// Nobody wrote it down, and it cannot be found.
    NOT_KNOWN("");

    private final String words;

    Known(String words) {
      this.words = words;
    }
  }

  /// Of a session whose pictures nobody here knows.
  public static final Besides NOT_KNOWN = new Besides(List.of(), Known.NOT_KNOWN);

  public Besides {
    all = List.copyOf(all);
    alike = List.copyOf(alike);
  }

  private List<ArmDifference> between(int first, int second) {
    return all.stream()
        .filter(one ->
            one.first() == Math.min(first, second) && one.second() == Math.max(first, second))
        .toList();
  }

  private boolean isAlike(int first, int second) {
    return alike.contains(new AlikeArms(Math.min(first, second), Math.max(first, second)));
  }

  /// What differs between two arms, for a table: `steps (10 against 20)`; empty for nothing.
  ///
  /// @param first an arm, from 0, with a lower number than the second
  public String words(int first, int second) {
    var words =
        between(first, second).stream().map(ArmDifference::words).collect(Collectors.joining(", "));
    if (words.isEmpty() && isAlike(first, second)) {
      return IN_NOTHING;
    }
    return known == Known.NOT_KNOWN || known == Known.PARTLY && words.isEmpty()
        ? "not known"
        : words;
  }

  /// What it means for a short claim on two arms, as the end of it; empty for nothing.
  public String end(int first, int second) {
    var names =
        between(first, second).stream().map(ArmDifference::what).collect(Collectors.joining(", "));
    if (names.isEmpty() && isAlike(first, second)) {
      return " (which are alike in all that is known)";
    }
    return names.isEmpty()
        ? words(first, second).isEmpty() ? "" : " (what else differs is not known)"
        : " (which differ besides in %s)".formatted(names);
  }

  /// What it means for what is said of two arms, as a sentence behind that; empty for nothing.
  public String sentence(int first, int second) {
    var words = words(first, second);
    if (words.equals(IN_NOTHING)) {
      return " The two are alike in all that is known of them, what draws, words and settings: by what one would be better nobody can say.";
    }
    return words.isEmpty()
        ? ""
        : between(first, second).isEmpty()
            ? " What else differs between the two is not known."
            : " The two differ besides in %s, and which of it makes a difference cannot be told%s."
                .formatted(words, known.words);
  }
}
