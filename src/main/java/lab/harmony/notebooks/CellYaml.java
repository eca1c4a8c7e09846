package lab.harmony.notebooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// The YAML source of a cell: named settings, each with its line.
final class CellYaml {
  private final Map<String, Node> settings;
  private final Map<String, Integer> lines;

  private CellYaml(Map<String, Node> settings, Map<String, Integer> lines) {
    this.settings = settings;
    this.lines = lines;
  }

  /// Reads a source in which only `known` names may stand.
  static CellYaml read(String source, List<String> known) {
    var settings = new LinkedHashMap<String, Node>();
    var lines = new LinkedHashMap<String, Integer>();
    for (var tuple : root(source, known)) {
      var line = line(tuple.getKeyNode());
      var name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "a list or map";
      if (!known.contains(name)) {
        throw new CellProblem(
            line,
            "unknown setting \"%s\"; there are: %s".formatted(name, String.join(", ", known)));
      }
      if (settings.put(name, tuple.getValueNode()) != null) {
        throw new CellProblem(line, "\"%s\" stands twice; leave one".formatted(name));
      }
      lines.put(name, line);
    }
    return new CellYaml(settings, lines);
  }

  private static List<org.yaml.snakeyaml.nodes.NodeTuple> root(String source, List<String> known) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    try {
      var root = new Yaml(options).compose(new java.io.StringReader(source));
      if (root == null) {
        return List.of();
      }
      if (root instanceof MappingNode mapping) {
        return mapping.getValue();
      }
      throw new CellProblem(line(root), "need lines like \"%s: …\"".formatted(known.getFirst()));
    } catch (MarkedYAMLException e) {
      throw new CellProblem(
          e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1,
          "this is not YAML: " + e.getProblem());
    }
  }

  boolean has(String name) {
    return settings.containsKey(name);
  }

  CellProblem problem(String name, String message) {
    return new CellProblem(lines.getOrDefault(name, 0), message);
  }

  String text(String name, String example) {
    var node = settings.get(name);
    if (node == null) {
      throw new CellProblem(
          0, "\"%s\" is missing; write for instance \"%s: %s\"".formatted(name, name, example));
    }
    return scalar(name, node);
  }

  String textOr(String name, String otherwise) {
    var node = settings.get(name);
    return node == null ? otherwise : scalar(name, node);
  }

  Optional<String> textIfPresent(String name) {
    return Optional.ofNullable(settings.get(name)).map(node -> scalar(name, node));
  }

  /// A list in brackets or with dashes; one value counts as a list of it; `all` and nothing are the
  /// empty list.
  List<String> texts(String name) {
    var node = settings.get(name);
    if (node == null || node instanceof ScalarNode only && only.getValue().equals("all")) {
      return List.of();
    }
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(value -> scalar(name, value)).toList()
        : List.of(scalar(name, node));
  }

  List<Double> numbers(String name, List<Double> otherwise) {
    return has(name)
        ? texts(name).stream().map(text -> parsed(name, text, "numbers", Double::valueOf)).toList()
        : otherwise;
  }

  List<Long> wholes(String name, List<Long> otherwise) {
    return has(name)
        ? texts(name).stream()
            .map(text -> parsed(name, text, "whole numbers", Long::valueOf))
            .toList()
        : otherwise;
  }

  int whole(String name, int otherwise, int min, int max) {
    var node = settings.get(name);
    if (node == null) {
      return otherwise;
    }
    int value = parsed(name, scalar(name, node), "a whole number", Integer::valueOf);
    if (value < min || value > max) {
      throw problem(name, "\"%s\" must be from %d to %d, got %d".formatted(name, min, max, value));
    }
    return value;
  }

  double number(String name, double otherwise, double min, double max) {
    var node = settings.get(name);
    if (node == null) {
      return otherwise;
    }
    double value = parsed(name, scalar(name, node), "a number", Double::valueOf);
    if (!(value >= min && value <= max)) {
      throw problem(name, "\"%s\" must be from %s to %s, got %s".formatted(name, min, max, value));
    }
    return value;
  }

  /// One of a few words.
  <T> T choice(String name, T otherwise, List<T> choices, Function<T, String> word) {
    var node = settings.get(name);
    return node == null ? otherwise : chosen(name, scalar(name, node), choices, word);
  }

  private <T> T chosen(String name, String text, List<T> choices, Function<T, String> word) {
    return choices.stream()
        .filter(choice -> word.apply(choice).equals(text))
        .findFirst()
        .orElseThrow(() ->
            problem(
                name,
                "\"%s\" must be one of %s, got \"%s\""
                    .formatted(
                        name, String.join(", ", choices.stream().map(word).toList()), text)));
  }

  private String scalar(String name, Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw new CellProblem(line(node), "\"%s\" needs a value".formatted(name));
  }

  private <T> T parsed(String name, String text, String wanted, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw problem(name, "\"%s\" needs %s, got \"%s\"".formatted(name, wanted, text));
    }
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
