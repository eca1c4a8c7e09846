package lab.harmony.training;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import lab.harmony.training.data.TrainingProblem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A YAML file of named settings, each with its line.
final class SpecYaml {

  private static final long LARGEST = 1 << 20;

  private final Path file;
  private final Map<String, Node> settings = new LinkedHashMap<>();
  private final Map<String, Node> names = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  private SpecYaml(Path file) {
    this.file = file;
  }

  /// @throws TrainingProblem naming the line and what was expected
  static SpecYaml read(Path file) {
    var yaml = new SpecYaml(file);
    try {
      if (Files.size(file) > LARGEST) {
        throw new TrainingProblem("%s is too large for a training spec".formatted(file));
      }
      var options = new LoaderOptions();
      options.setMaxAliasesForCollections(0);
      var root = new Yaml(options).compose(new StringReader(Files.readString(file)));
      if (!(root instanceof MappingNode mapping)) {
        throw new TrainingProblem("%s: need lines like \"model: doodle-base\"".formatted(file));
      }
      for (var tuple : mapping.getValue()) {
        var name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "a list or map";
        yaml.names.put(name, tuple.getKeyNode());
        if (yaml.settings.put(name, tuple.getValueNode()) != null) {
          throw yaml.problem(tuple.getKeyNode(), "\"%s\" stands twice; leave one".formatted(name));
        }
      }
      return yaml;
    } catch (MarkedYAMLException e) {
      throw new TrainingProblem("%s is not YAML: %s".formatted(file, e.getProblem()), e);
    } catch (IOException e) {
      throw new TrainingProblem("%s could not be read".formatted(file), e);
    }
  }

  /// Call it when all settings were asked for.
  ///
  /// @throws TrainingProblem naming a setting that nobody asked for, and those there are
  void requireNoMore() {
    names.forEach((name, node) -> {
      if (!asked.contains(name)) {
        throw problem(
            node,
            "unknown setting \"%s\"; there are: %s".formatted(name, String.join(", ", asked)));
      }
    });
  }

  String text(String name, String example) {
    return textIfPresent(name)
        .orElseThrow(() ->
            new TrainingProblem(
                "%s: \"%s\" is missing; write for instance \"%s: %s\""
                    .formatted(file, name, name, example)));
  }

  Optional<String> textIfPresent(String name) {
    asked.add(name);
    return Optional.ofNullable(settings.get(name)).map(node -> scalar(name, node));
  }

  List<String> texts(String name, List<String> otherwise) {
    asked.add(name);
    var node = settings.get(name);
    if (node == null) {
      return otherwise;
    }
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(value -> scalar(name, value)).toList()
        : List.of(scalar(name, node));
  }

  double number(String name, double otherwise) {
    return parsed(name, otherwise, "a number", Double::valueOf);
  }

  int whole(String name, int otherwise) {
    return parsed(name, otherwise, "a whole number", Integer::valueOf);
  }

  boolean flag(String name, boolean otherwise) {
    return choice(name, otherwise, List.of(true, false), flag -> flag ? "true" : "false");
  }

  <T> T choice(String name, T otherwise, List<T> choices, Function<T, String> word) {
    var text = textIfPresent(name);
    return text.isEmpty()
        ? otherwise
        : choices.stream()
            .filter(choice -> word.apply(choice).equals(text.get()))
            .findFirst()
            .orElseThrow(() ->
                problem(
                    name,
                    "\"%s\" must be one of %s, got \"%s\""
                        .formatted(
                            name,
                            String.join(", ", choices.stream().map(word).toList()),
                            text.get())));
  }

  private <T> T parsed(String name, T otherwise, String wanted, Function<String, T> parser) {
    var text = textIfPresent(name);
    try {
      return text.isEmpty() ? otherwise : parser.apply(text.get());
    } catch (NumberFormatException e) {
      throw problem(name, "\"%s\" needs %s, got \"%s\"".formatted(name, wanted, text.orElse("")));
    }
  }

  private String scalar(String name, Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw problem(node, "\"%s\" needs a value".formatted(name));
  }

  TrainingProblem problem(String name, String message) {
    var node = settings.get(name);
    return node == null
        ? new TrainingProblem("%s: %s".formatted(file, message))
        : problem(node, message);
  }

  private TrainingProblem problem(Node node, String message) {
    return new TrainingProblem(
        "%s, line %d: %s".formatted(file, node.getStartMark().getLine() + 1, message));
  }
}
