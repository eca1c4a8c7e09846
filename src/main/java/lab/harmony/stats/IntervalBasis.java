package lab.harmony.stats;

/// What an interval rests on: how many of what, and by which method.
///
/// @param count how many of it there are, one at least
public record IntervalBasis(Over over, int count, Method method) {

  /// What was taken as independent of each other.
  public enum Over {
    /// Faces: the items of one face may go together.
    FACES("face", "faces"),
    /// Prompts: the faces that one prompt gave, by other scales, seeds or models, may go together,
    /// too.
    PROMPTS("prompt", "prompts"),
    /// The faces of one prompt, where there is no other to compare it with.
    FACES_OF_ONE_PROMPT("face of one prompt", "faces of one prompt"),
    /// Points: the items of one face are taken as independent, which they are not.
    POINTS("point", "points");

    private final String one;
    private final String many;

    Over(String one, String many) {
      this.one = one;
      this.many = many;
    }

    /// `faces`, `faces of one prompt`
    public String many() {
      return many;
    }
  }

  /// How the interval was found.
  public enum Method {
    /// Wilson's interval with the number of trials divided by the design effect ([DesignEffect]).
    DESIGN_EFFECT,
    /// [ClopperPearson] over faces or prompts, where all of them are alike and the data cannot tell
    /// how far their items go together.
    EXACT,
    /// Wilson's interval as if all items of a face were always alike: the widest, where nothing
    /// else is known.
    ALIKE,
    /// Wilson's interval, each point on its own.
    INDEPENDENT
  }

  public IntervalBasis {
    if (count < 1) {
      throw new IllegalArgumentException("an interval rests on one at least, got " + count);
    }
  }

  /// `48 faces`, `16 prompts`, `12 faces of one prompt`, `144 points`.
  public String counted() {
    return "%d %s".formatted(count, count == 1 ? over.one : over.many);
  }

  /// `over 48 faces`
  public String words() {
    return "over " + counted();
  }
}
