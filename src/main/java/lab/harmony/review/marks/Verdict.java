package lab.harmony.review.marks;

import java.util.Locale;

/// The harmony points of a generated face in one word.
public enum Verdict {
  PERFECT,
  ACCEPTABLE,
  BROKEN;

  /// 3 points are perfect, 1 or 2 acceptable, 0 broken.
  public static Verdict of(int points) {
    return switch (points) {
      case 3 -> PERFECT;
      case 1, 2 -> ACCEPTABLE;
      case 0 -> BROKEN;
      default -> throw new IllegalArgumentException("need harmony points 0..3, got " + points);
    };
  }

  /// The word as screens and files write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
