package lab.harmony.diffusion.prompt;

import java.util.List;

/// A piece of a prompt whose words may depend on the step.
sealed interface Node {

  /// The characters from `start` up to and without `end` of the text.
  record Literal(int start, int end) implements Node {}

  /// One thing up to a moment, then the other.
  record Edit(List<Node> before, List<Node> after, Moment moment) implements Node {}

  /// One member after the other, one a step, then from the first again.
  record Alternation(List<List<Node>> members) implements Node {}

  /// When an [Edit] happens.
  ///
  /// @param share whether the number is a share of the steps; else it is a step
  record Moment(double number, boolean share) {

    /// A share is what has a decimal point.
    static Moment of(String text) {
      return new Moment(Double.parseDouble(text), text.indexOf('.') >= 0);
    }

    /// The last step, counted from 1, before the change.
    int lastStepBefore(int steps) {
      return (int) Math.min(steps, share ? number * steps : number);
    }
  }
}
