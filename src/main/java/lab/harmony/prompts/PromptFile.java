package lab.harmony.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A YAML file of named entries, each with named texts; every text knows its line.
///
/// @param entries in the file's order
record PromptFile(Path file, List<Entry> entries) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  /// One named entry.
  record Entry(String name, int line, Map<String, Text> texts) {}

  /// A text and the line where it stands.
  record Text(String value, int line) {}

  static PromptFile read(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      var root = new Yaml(new LoaderOptions()).compose(reader);
      var entries = new ArrayList<Entry>();
      if (root != null) {
        for (var tuple : children(file, root, "a name for each entry")) {
          var name = name(file, tuple);
          var texts = new LinkedHashMap<String, Text>();
          for (var field : children(file, tuple.getValueNode(), "the fields of \"" + name + "\"")) {
            if (!(field.getValueNode() instanceof ScalarNode value)) {
              throw new PromptProblem(
                  file,
                  line(field.getValueNode()),
                  "\"%s\" of \"%s\" must be a text, got a list or a map"
                      .formatted(name(file, field), name));
            }
            texts.put(name(file, field), new Text(value.getValue(), line(value)));
          }
          entries.add(new Entry(name, line(tuple.getKeyNode()), texts));
        }
      }
      if (entries.isEmpty()) {
        throw new PromptProblem(file, 1, "need at least one entry, got an empty file");
      }
      return new PromptFile(file, List.copyOf(entries));
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw new PromptProblem(
          file, mark == null ? 1 : mark.getLine() + 1, "not YAML: " + e.getProblem());
    } catch (IOException e) {
      throw new PromptProblem(
          file, 1, "the file is missing or cannot be read (%s)".formatted(file));
    }
  }

  /// The text of a field that every entry needs.
  Text required(Entry entry, String field) {
    var text = entry.texts().get(field);
    if (text == null) {
      throw new PromptProblem(
          file,
          entry.line(),
          "\"%s\" needs a field \"%s\"; it has %s"
              .formatted(entry.name(), field, entry.texts().keySet()));
    }
    return text;
  }

  private static List<NodeTuple> children(Path file, Node node, String expected) {
    if (!(node instanceof MappingNode mapping)) {
      throw new PromptProblem(
          file, line(node), "need %s, written as \"name: …\"".formatted(expected));
    }
    var seen = new HashSet<String>();
    for (var tuple : mapping.getValue()) {
      var name = name(file, tuple);
      if (!seen.add(name)) {
        throw new PromptProblem(
            file, line(tuple.getKeyNode()), "\"%s\" stands here a second time".formatted(name));
      }
    }
    return mapping.getValue();
  }

  private static String name(Path file, NodeTuple tuple) {
    if (tuple.getKeyNode() instanceof ScalarNode key && NAME.matcher(key.getValue()).matches()) {
      return key.getValue();
    }
    throw new PromptProblem(
        file,
        line(tuple.getKeyNode()),
        "need a name of lower-case letters, digits, - and _ (at most 40), got \"%s\""
            .formatted(
                tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "a list or map"));
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
