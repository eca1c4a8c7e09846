package lab.harmony.diffusion.prompt;

/// A piece of what a prompt says at one step.
public sealed interface Part {

  /// @param weight of every token of the text; 1 leaves them as they are
  record Text(String text, double weight) implements Part {}

  /// What follows begins a new chunk.
  record Break() implements Part {}
}
