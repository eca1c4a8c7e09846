package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A loss as a Java function over [Value]s, compiled to a script that also takes the whole training
/// step: forward, gradients, clipping, AdamW, moving average, in one call.
public final class TrainableNetwork implements AutoCloseable {

  /// What one step came to.
  ///
  /// @param losses the loss first, then whatever else the definition reports
  /// @param gradientNorm the norm of all gradients before clipping
  /// @param applied false when the norm was not a finite number: then nothing was changed
  public record Step(List<Float> losses, float gradientNorm, boolean applied) {

    public float loss() {
      return losses.getFirst();
    }
  }

  private final String name;
  private final List<String> inputs;
  private final List<Parameter> parameters;
  private final Script script;
  private final IValue frozen;

  private TrainableNetwork(
      String name,
      List<String> inputs,
      List<Parameter> parameters,
      Script script,
      List<NDArray> frozen) {
    this.name = name;
    this.inputs = inputs;
    this.parameters = parameters;
    this.script = script;
    this.frozen = Arguments.list(frozen);
  }

  /// Records `definition` once: its first value is the loss, the others are scalars to report.
  public static TrainableNetwork compile(
      String name, List<String> inputs, NDManager manager, Network.Definition definition) {
    return compile(name, inputs, manager, Map.of(), Weights.of(Map.of()), definition);
  }

  /// Records `definition` once, with an [Adaptation] of some layers. If there is one, only the
  /// matrices that are added are trained, and all other parameters stay as they are in `base`.
  public static TrainableNetwork compile(
      String name,
      List<String> inputs,
      NDManager manager,
      Map<String, Adaptation> adapted,
      Weights base,
      Network.Definition definition) {
    var recording = new Recording();
    var losses =
        definition.apply(
            new Scope(recording, adapted, ""), inputs.stream().map(recording::input).toList());
    var trained = new ArrayList<Parameter>();
    var frozen = new ArrayList<Parameter>();
    var all = new ArrayList<String>();
    for (var parameter : recording.parameters()) {
      if (adapted.isEmpty() || Change.isPartOf(parameter.name())) {
        all.add("w[%d]".formatted(trained.size()));
        trained.add(parameter);
      } else {
        all.add("b[%d]".formatted(frozen.size()));
        frozen.add(parameter);
      }
    }
    var text =
        Network.method("losses", inputs, recording, losses)
            + methods(inputs, "[%s]".formatted(String.join(", ", all)));
    return new TrainableNetwork(
        name,
        List.copyOf(inputs),
        List.copyOf(trained),
        Script.load(text, manager),
        base.list(frozen));
  }

  /// `b` what stays, `w` parameters, `m` and `s` first and second moments, `e` moving average.
  private static String methods(List<String> inputs, String all) {
    var parameters = inputs.stream().map(", %s: Tensor"::formatted).collect(Collectors.joining());
    var arguments = inputs.stream().map(", %s"::formatted).collect(Collectors.joining());
    return """
      def report(self: __torch__.Network, b: List[Tensor], w: List[Tensor]{parameters}) -> List[Tensor]:
        return (self).losses({all}{arguments})
      def gradients(self: __torch__.Network, b: List[Tensor], w: List[Tensor]{parameters}) -> List[Tensor]:
        losses = (self).losses({all}{arguments})
        found = torch.autograd.grad([losses[0]], w)
        gradients = annotate(List[Tensor], [])
        for i in range(torch.len(w)):
          a = torch.append(gradients, torch._unwrap_optional(found[i]))
        return gradients
      def step(self: __torch__.Network, b: List[Tensor], w: List[Tensor], m: List[Tensor], s: List[Tensor], e: List[Tensor], number: int, rate: float, beta1: float, beta2: float, epsilon: float, decay: float, clip: float, keep: float{parameters}) -> List[Tensor]:
        losses = (self).losses({all}{arguments})
        found = torch.autograd.grad([losses[0]], w)
        g0 = torch.set_grad_enabled(False)
        gradients = annotate(List[Tensor], [])
        norms = annotate(List[Tensor], [])
        for i in range(torch.len(w)):
          gradient = torch._unwrap_optional(found[i])
          a = torch.append(gradients, gradient)
          b = torch.append(norms, torch.norm(gradient))
        norm = torch.norm(torch.stack(norms))
        if bool(torch.isfinite(norm)):
          scale = torch.clamp(torch.mul(torch.reciprocal(torch.add(norm, 1e-06)), clip), None, 1.)
          first = torch.sub(1., torch.pow(beta1, number))
          second = torch.sqrt(torch.sub(1., torch.pow(beta2, number)))
          for j in range(torch.len(w)):
            p = w[j]
            g = torch.mul(gradients[j], scale)
            c = torch.lerp_(m[j], g, torch.sub(1., beta1))
            d = torch.addcmul_(torch.mul_(s[j], beta2), g, g, value=torch.sub(1., beta2))
            root = torch.add_(torch.div(torch.sqrt(s[j]), second), epsilon)
            f = torch.mul_(p, torch.sub(1., torch.mul(rate, decay)))
            h = torch.addcdiv_(p, m[j], root, value=torch.neg(torch.div(rate, first)))
            k = torch.lerp_(e[j], p, torch.sub(1., keep))
        reports = annotate(List[Tensor], [torch.to(norm, 6)])
        for n in range(torch.len(losses)):
          l = torch.append(reports, torch.to(torch.detach(losses[n]), 6))
        g1 = torch.set_grad_enabled(True)
        return [torch.stack(reports)]
    """
        .replace("{all}", all)
        .replace("{parameters}", parameters)
        .replace("{arguments}", arguments)
        .indent(0);
  }

  public String name() {
    return name;
  }

  /// What is trained, in the order of first use.
  public List<Parameter> parameters() {
    return parameters;
  }

  /// Takes one step: changes `state`, once for each call.
  public Step step(TrainingState state, AdamW rule, NDArray... arguments) {
    long number = state.steps() + 1;
    try (var call =
        new Arguments()
            .borrow(frozen)
            .borrow(state.list(TrainingState.Part.PARAMETER))
            .borrow(state.list(TrainingState.Part.FIRST_MOMENT))
            .borrow(state.list(TrainingState.Part.SECOND_MOMENT))
            .borrow(state.list(TrainingState.Part.AVERAGE))
            .add(number)
            .add(rule.learningRate())
            .add(rule.beta1())
            .add(rule.beta2())
            .add(rule.epsilon())
            .add(rule.weightDecay())
            .add(rule.clipNorm())
            .add(rule.averageDecay())) {
      var reports = floats(run("step", state, call, arguments));
      boolean applied = Float.isFinite(reports[0]);
      if (applied) {
        state.countStep();
      }
      var losses = new Float[reports.length - 1];
      Arrays.setAll(losses, i -> reports[i + 1]);
      return new Step(List.of(losses), reports[0], applied);
    }
  }

  /// The losses alone, nothing is changed: for held-out data.
  public List<Float> losses(TrainingState state, NDArray... arguments) {
    try (var call =
            new Arguments().borrow(frozen).borrow(state.list(TrainingState.Part.PARAMETER));
        var results = run("report", state, call, arguments)) {
      return results.stream().map(NDArray::getFloat).toList();
    }
  }

  /// The gradients of the loss, in the order of the parameters; they belong to `state`.
  NDList gradients(TrainingState state, NDArray... arguments) {
    try (var call =
        new Arguments().borrow(frozen).borrow(state.list(TrainingState.Part.PARAMETER))) {
      return run("gradients", state, call, arguments);
    }
  }

  private NDList run(String method, TrainingState state, Arguments call, NDArray... arguments) {
    if (arguments.length != inputs.size()) {
      throw new IllegalArgumentException(
          "%s takes %s, got %d arrays".formatted(name, inputs, arguments.length));
    }
    for (var argument : arguments) {
      call.add(argument);
    }
    return script.run(method, true, state.manager(), call);
  }

  private static float[] floats(NDList results) {
    try (results) {
      return results.singletonOrThrow().toFloatArray();
    }
  }

  @Override
  public void close() {
    script.close();
    frozen.close();
  }
}
