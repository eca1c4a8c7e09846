package lab.harmony.diffusion.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.diffusion.prompt.Node.Alternation;
import lab.harmony.diffusion.prompt.Node.Edit;
import lab.harmony.diffusion.prompt.Node.Literal;

/// One of the prompts that `AND` joins; most prompts have but one.
///
/// With prompts `c_i` of weights `w_i` and guidance scale `s`, the prediction is `e(∅) + s·Σ
/// w_i·(e(c_i) - e(∅))` (Liu et al. 2022, composable diffusion).
public final class SubPrompt {

  private final double weight;
  private final PromptSyntax syntax;
  private final SourceText source;
  private final List<Node> nodes;

  private SubPrompt(double weight, PromptSyntax syntax, SourceText source, List<Node> nodes) {
    this.weight = weight;
    this.syntax = syntax;
    this.source = source;
    this.nodes = nodes;
  }

  public static SubPrompt plain(String text) {
    return new SubPrompt(1, PromptSyntax.PLAIN, SourceText.of(text), List.of());
  }

  static SubPrompt weighted(double weight, SourceText source, Notes notes) {
    var nodes = EditingParser.parse(source, notes);
    var prompt = new SubPrompt(weight, PromptSyntax.WEIGHTED, source, nodes);
    WeightParser.parse(prompt.everything(), notes);
    return prompt;
  }

  /// The weight beside the other prompts that `AND` joins.
  public double weight() {
    return weight;
  }

  public PromptSyntax syntax() {
    return syntax;
  }

  /// What the prompt says when the network is asked for the `step`th time of `steps`, from 0.
  ///
  /// As in AUTOMATIC1111 an edit at step 3 is seen from the fourth step after the first on, so
  /// `[a:b:3]` is `a` for steps 0 to 3, and `[a|b]` is `a, a, b, a, b, …`. A sampler that asks the
  /// network twice a step counts each time.
  ///
  /// @throws IllegalArgumentException unless `0 <= step < steps`
  public List<Part> at(int step, int steps) {
    if (step < 0 || step >= steps) {
      throw new IllegalArgumentException(
          "expected a step from 0 to %d, got %d".formatted(steps - 1, step));
    }
    return switch (syntax) {
      case PLAIN -> List.of(new Part.Text(source.text(), 1));
      case WEIGHTED -> WeightParser.parse(textAt(step, steps), new Notes());
    };
  }

  /// The steps, counted from 0, at which the prompt begins to say something: always 0, then those
  /// at which it differs from the step before.
  public List<Integer> changesAt(int steps) {
    if (nodes.stream().allMatch(Literal.class::isInstance)) {
      return List.of(0);
    }
    var changes = new ArrayList<Integer>();
    var before = "";
    for (var step : IntStream.range(0, steps).toArray()) {
      var now = textAt(step, steps).text();
      if (step == 0 || !now.equals(before)) {
        changes.add(step);
      }
      before = now;
    }
    return List.copyOf(changes);
  }

  private SourceText textAt(int step, int steps) {
    var text = new SourceText.Builder(source);
    append(nodes, Math.max(1, step), steps, text);
    return text.build();
  }

  private static void append(List<Node> nodes, int step, int steps, SourceText.Builder text) {
    for (var node : nodes) {
      switch (node) {
        case Literal(int start, int end) -> text.append(start, end);
        case Edit edit ->
            append(
                step <= edit.moment().lastStepBefore(steps) ? edit.before() : edit.after(),
                step,
                steps,
                text);
        case Alternation(var members) ->
            append(members.get((step - 1) % members.size()), step, steps, text);
      }
    }
  }

  /// What is said at any step, one after the other; brackets are whole within each choice.
  private SourceText everything() {
    var text = new SourceText.Builder(source);
    appendAll(nodes, text);
    return text.build();
  }

  private static void appendAll(List<Node> nodes, SourceText.Builder text) {
    for (var node : nodes) {
      switch (node) {
        case Literal(int start, int end) -> text.append(start, end);
        case Edit(var before, var after, _) -> {
          appendAll(before, text);
          appendAll(after, text);
        }
        case Alternation(var members) -> members.forEach(member -> appendAll(member, text));
      }
    }
  }
}
