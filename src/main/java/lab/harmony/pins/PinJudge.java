package lab.harmony.pins;

/// Who says of a pinned face whether it holds. What people say and what a machine reads are never
/// mixed, nor what two machines read.
public sealed interface PinJudge {

  /// The newest score that a person gave and has not taken back.
  record People() implements PinJudge {}

  /// One machine judge, told from others by its weights.
  record Machine(String name, String sha256) implements PinJudge {}

  /// As words behind "by": `people`, `the machine judge doodle-parts`.
  default String words() {
    return switch (this) {
      case People _ -> "people";
      case Machine(var name, _) -> "the machine judge " + name;
    };
  }
}
