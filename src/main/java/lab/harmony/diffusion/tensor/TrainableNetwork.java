package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lab.harmony.diffusion.torch.Arguments;
import lab.harmony.diffusion.torch.Script;

/// A loss as a Java function over [Value]s, compiled to a script that also gathers its gradients.
/// One step may gather those of several batches before the optimiser follows them.
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

  /// How much memory there is for what a step computes on its way to the loss.
  public enum Memory {
    /// Everything is kept until the gradients are known.
    ENOUGH,
    /// A part of the network at a time; each is computed twice.
    SHORT
  }

  private static final int SEGMENTS = 24;

  private final String name;
  private final List<String> inputs;
  private final List<Parameter> parameters;
  private final Script script;
  private final Optimisation optimisation;
  private final IValue frozen;

  private TrainableNetwork(
      String name,
      List<String> inputs,
      List<Parameter> parameters,
      Script script,
      Optimisation optimisation,
      List<NDArray> frozen) {
    this.name = name;
    this.inputs = inputs;
    this.parameters = parameters;
    this.script = script;
    this.optimisation = optimisation;
    this.frozen = Arguments.list(frozen);
  }

  /// Records `definition` once: its first value is the loss, the others are scalars to report.
  public static TrainableNetwork compile(
      String name, List<String> inputs, NDManager manager, Network.Definition definition) {
    return compile(
        name, inputs, manager, Map.of(), Weights.of(Map.of()), Memory.ENOUGH, definition);
  }

  /// Records `definition` once, with an [Adaptation] of some layers. If there is one, only the
  /// matrices that are added are trained, and all other parameters stay as they are in `base`.
  public static TrainableNetwork compile(
      String name,
      List<String> inputs,
      NDManager manager,
      Map<String, Adaptation> adapted,
      Weights base,
      Memory memory,
      Network.Definition definition) {
    var recording = new Recording(Convolutions.PADDED);
    var losses =
        definition.apply(
            new Scope(recording, adapted, ""), inputs.stream().map(recording::input).toList());
    var trained = new ArrayList<Parameter>();
    var frozen = new ArrayList<Parameter>();
    var all = new ArrayList<String>();
    var isTrained = new ArrayList<Boolean>();
    var places = new HashMap<Integer, Integer>();
    for (var parameter : recording.parameters()) {
      isTrained.add(adapted.isEmpty() || Change.isPartOf(parameter.name()));
      if (isTrained.getLast()) {
        places.put(all.size(), trained.size());
        all.add("w[%d]".formatted(trained.size()));
        trained.add(parameter);
      } else {
        all.add("b[%d]".formatted(frozen.size()));
        frozen.add(parameter);
      }
    }
    int parts = memory == Memory.ENOUGH ? 1 : SEGMENTS;
    var segments = Segments.of(recording, inputs, losses, parts, isTrained);
    var text =
        Gradients.METHODS
            + Convolutions.METHOD
            + segments.methods()
            + methods(inputs, String.join(", ", all), segments.gradients(places));
    return new TrainableNetwork(
        name,
        List.copyOf(inputs),
        List.copyOf(trained),
        Script.load(text, manager),
        new Optimisation(manager),
        base.list(frozen));
  }

  /// `b` what stays, `w` parameters, `g` gradients that are gathered.
  private static String methods(List<String> inputs, String all, String gradients) {
    var parameters = inputs.stream().map(", %s: Tensor"::formatted).collect(Collectors.joining());
    var arguments = inputs.stream().map(", %s"::formatted).collect(Collectors.joining());
    return """
      def report(self: __torch__.Network, b: List[Tensor], w: List[Tensor]{parameters}) -> List[Tensor]:
        return (self).losses([{all}], -1{arguments})
      def gather(self: __torch__.Network, b: List[Tensor], w: List[Tensor], g: List[Tensor], share: float, seed: int{parameters}) -> List[Tensor]:
        all = [{all}]
    {gradients}    reports = annotate(List[Tensor], [])
        for n in range(torch.len(losses)):
          l = torch.append(reports, torch.to(torch.detach(losses[n]), 6))
        return [torch.stack(reports)]
    """
        .indent(0)
        .replace("{gradients}", gradients)
        .replace("{all}", all)
        .replace("{parameters}", parameters)
        .replace("{arguments}", arguments);
  }

  public String name() {
    return name;
  }

  /// What is trained, in the order of first use.
  public List<Parameter> parameters() {
    return parameters;
  }

  /// Takes one step: changes `state`, once for each call.
  public Step step(TrainingState state, Optimiser optimiser, NDArray... arguments) {
    var losses = gather(state, 1, state.steps(), arguments);
    return apply(state, optimiser, losses, _ -> 1);
  }

  /// Adds `share` of the gradients of this loss to those that the state has gathered.
  ///
  /// @param seed at least 0, of what is drawn at random within the network
  /// @return the loss first, then whatever else the definition reports
  public List<Float> gather(TrainingState state, double share, long seed, NDArray... arguments) {
    try (var call =
        new Arguments()
            .borrow(frozen)
            .borrow(state.list(TrainingState.Part.PARAMETER))
            .borrow(state.gradients())
            .add(share)
            .add(seed)) {
      return floats(run("gather", state, call, arguments));
    }
  }

  /// Takes the step that the gathered gradients lead to.
  ///
  /// @param losses to be reported with it
  /// @param factor what the learning rate is multiplied by for a parameter
  public Step apply(
      TrainingState state,
      Optimiser optimiser,
      List<Float> losses,
      ToDoubleFunction<Parameter> factor) {
    long before = state.steps();
    var factors = parameters.stream().mapToDouble(factor).toArray();
    float norm = optimisation.apply(state, optimiser, factors);
    return new Step(losses, norm, state.steps() > before);
  }

  /// Forgets the gradients that were gathered.
  public void forget(TrainingState state) {
    optimisation.forget(state);
  }

  /// Divides the gradients that were gathered: those of a loss that was multiplied.
  public void divide(TrainingState state, double by) {
    if (by != 1) {
      optimisation.divide(state, by);
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

  private static List<Float> floats(NDList results) {
    try (results) {
      var floats = results.singletonOrThrow().toFloatArray();
      var list = new ArrayList<Float>();
      for (float one : floats) {
        list.add(one);
      }
      return list;
    }
  }

  @Override
  public void close() {
    script.close();
    optimisation.close();
    frozen.close();
  }
}
