package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.diffusion.torch.Script;

/// A Java function over [Value]s, compiled once to TorchScript.
///
/// It knows the architecture and no weights: bind it to as many sets of [Weights] as you like.
public final class Network implements AutoCloseable {

  /// What a network computes from its inputs, with parameters from the scope.
  @FunctionalInterface
  public interface Definition {
    List<Value> apply(Scope scope, List<Value> inputs);
  }

  private final String name;
  private final List<String> inputs;
  private final List<Parameter> parameters;
  private final String text;
  private final Script script;

  private Network(
      String name,
      List<String> inputs,
      List<Parameter> parameters,
      String text,
      NDManager manager) {
    this.name = name;
    this.inputs = inputs;
    this.parameters = parameters;
    this.text = text;
    this.script = Script.load(text, manager);
  }

  /// Records `definition` once with inputs of these names and loads what it wrote.
  public static Network compile(
      String name, List<String> inputs, NDManager manager, Definition definition) {
    return compile(name, inputs, manager, Map.of(), definition);
  }

  /// The same with a [Change] to some layers, whose arrays then belong to the weights.
  public static Network compile(
      String name,
      List<String> inputs,
      NDManager manager,
      Map<String, Adaptation> changed,
      Definition definition) {
    var recording = new Recording(Convolutions.PLAIN);
    var outputs =
        definition.apply(
            new Scope(recording, changed, ""), inputs.stream().map(recording::input).toList());
    return new Network(
        name,
        List.copyOf(inputs),
        recording.parameters(),
        method("forward", inputs, recording, outputs),
        manager);
  }

  /// What a network of this definition has to be given; nothing is compiled, so no engine is
  /// needed.
  public static List<Parameter> parameters(List<String> inputs, Definition definition) {
    var recording = new Recording(Convolutions.PLAIN);
    definition.apply(
        new Scope(recording, Map.of(), ""), inputs.stream().map(recording::input).toList());
    return recording.parameters();
  }

  static String method(
      String method, List<String> inputs, Recording recording, List<Value> outputs) {
    return "  def %s(self: __torch__.Network, w: List[Tensor]%s) -> List[Tensor]:\n%s    return [%s]\n"
        .formatted(
            method,
            inputs.stream().map(", %s: Tensor"::formatted).collect(Collectors.joining()),
            recording.text(),
            outputs.stream().map(Value::name).collect(Collectors.joining(", ")));
  }

  public String name() {
    return name;
  }

  /// What the network has to be given, in the order of first use.
  public List<Parameter> parameters() {
    return parameters;
  }

  /// The TorchScript text, for a reader.
  public String text() {
    return text;
  }

  /// This network with weights; refuses weights that lack one of the parameters.
  public BoundNetwork with(Weights weights) {
    return new BoundNetwork(name, inputs, script, weights.list(parameters));
  }

  @Override
  public void close() {
    script.close();
  }
}
