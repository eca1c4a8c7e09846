package lab.harmony.pins;

/// How many runs, or epochs of trainings, are in one state.
///
/// @param state `held`, `broke`, `not-judged`, `not-drawn`
/// @param kind `run` or `epoch`
public record PinCount(String state, String kind, int many) {

  /// `1 run`, `3 epochs`.
  public String words() {
    return "%d %s%s".formatted(many, kind, many == 1 ? "" : "s");
  }
}
