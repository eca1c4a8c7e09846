package lab.harmony.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.yaml.YamlValue.Entry;
import lab.harmony.yaml.YamlValue.Items;
import lab.harmony.yaml.YamlValue.Named;
import lab.harmony.yaml.YamlValue.Nothing;
import lab.harmony.yaml.YamlValue.Text;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads YAML. Nothing that is written there can make it long or large: the text is bounded, lists
/// and maps lie at most 20 deep in each other, and none is repeated by an alias.
///
/// Where a text is not YAML, each of its top-level entries is read by itself, so that one mistake
/// does not hide the others.
public final class YamlText {

  private static final int DEEPEST = 20;
  private static final int MOST_CHARACTER_PROBLEMS = 10;

  /// A line that begins an entry of the outermost map.
  private static final Pattern BEGINNING =
      Pattern.compile("([^\\s#\\[\\]{},&*!|>'\"%@`-][^:\\n]{0,80}):(?:\\s.*|)");

  private YamlText() {}

  /// What a text turned out to be.
  ///
  /// @param root empty for an empty text, and where nothing could be read
  /// @param broken names of top-level entries that are there and could not be read
  public record Reading(
      Optional<YamlValue> root, List<String> broken, List<YamlProblem> problems) {}

  /// Reads a text of at most so many characters.
  public static Reading read(String text, int most) {
    if (text.length() > most) {
      return unread(
          List.of(
              new YamlProblem(
                  0,
                  "the text has %,d characters; at most %,d are read"
                      .formatted(text.length(), most))));
    }
    var characters = characterProblems(text);
    if (!characters.isEmpty()) {
      return unread(characters);
    }
    try {
      return new Reading(composed(text, 0), List.of(), List.of());
    } catch (YAMLException | Refusal e) {
      return pieces(text, problem(e, 0, 0));
    }
  }

  private static Reading unread(List<YamlProblem> problems) {
    return new Reading(Optional.empty(), List.of(), problems);
  }

  /// Reads the top-level entries one by one; `whole` is what was wrong with all of them together.
  private static Reading pieces(String text, YamlProblem whole) {
    var entries = new ArrayList<Entry>();
    var broken = new ArrayList<String>();
    var problems = new ArrayList<YamlProblem>();
    for (var piece : Piece.of(text)) {
      try {
        if (composed(piece.text(), piece.line() - 1).orElse(null) instanceof Named named) {
          entries.addAll(named.entries());
        }
      } catch (YAMLException | Refusal e) {
        broken.add(piece.name());
        problems.add(problem(e, piece.line(), piece.line() - 1));
      }
    }
    return problems.isEmpty()
        ? unread(List.of(whole))
        : new Reading(Optional.of(new Named(entries, 1)), List.copyOf(broken), problems);
  }

  private record Piece(String name, int line, String text) {
    static List<Piece> of(String text) {
      var pieces = new ArrayList<Piece>();
      var lines = text.split("\\R", -1);
      var name = "";
      var start = 0;
      var collected = new StringBuilder();
      for (var i = 0; i < lines.length; i++) {
        var beginning = BEGINNING.matcher(lines[i]);
        if (beginning.matches()) {
          if (!name.isEmpty()) {
            pieces.add(new Piece(name, start + 1, collected.toString()));
          }
          name = beginning.group(1).strip();
          start = i;
          collected.setLength(0);
        }
        collected.append(collected.isEmpty() ? "" : "\n").append(lines[i]);
      }
      if (!name.isEmpty()) {
        pieces.add(new Piece(name, start + 1, collected.toString()));
      }
      return pieces;
    }
  }

  private static YamlProblem problem(RuntimeException e, int line, int before) {
    if (e instanceof Refusal refusal) {
      return new YamlProblem(refusal.line, refusal.reason);
    }
    if (e instanceof MarkedYAMLException marked) {
      var mark = marked.getProblemMark();
      return new YamlProblem(
          mark == null ? line : mark.getLine() + 1 + before,
          "this is not YAML: " + marked.getProblem());
    }
    var message = String.valueOf(e.getMessage());
    return new YamlProblem(
        line,
        message.contains("Nesting")
            ? "lists or maps lie more than %d deep in each other".formatted(DEEPEST)
            : message.contains("aliases")
                ? "an alias (*name) stands for a list or a map; write it out instead"
                : "this is not YAML: " + message.lines().findFirst().orElse(""));
  }

  private static List<YamlProblem> characterProblems(String text) {
    var problems = new ArrayList<YamlProblem>();
    var line = 1;
    for (var at = 0; at < text.length() && problems.size() < MOST_CHARACTER_PROBLEMS; ) {
      var point = text.codePointAt(at);
      if (point == '\n') {
        line++;
      } else if (!readable(point)) {
        problems.add(
            new YamlProblem(
                line, "the character U+%04X cannot stand in YAML; delete it".formatted(point)));
      }
      at += Character.charCount(point);
    }
    return problems;
  }

  private static boolean readable(int point) {
    return point >= 0x20 && point < 0x7F
        || point == '\t'
        || point == '\r'
        || point == 0x85
        || point >= 0xA0 && point < 0xD800
        || point >= 0xE000 && point < 0xFFFE
        || point > 0xFFFF;
  }

  private static Optional<YamlValue> composed(String text, int before) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEEPEST);
    var root = new Yaml(options).compose(new StringReader(text));
    return root == null
        ? Optional.empty()
        : Optional.of(value(root, before)).filter(value -> !(value instanceof Nothing));
  }

  private static YamlValue value(Node node, int before) {
    var line = line(node, before);
    return switch (node) {
      case ScalarNode scalar ->
          scalar.getTag().equals(Tag.NULL) ? new Nothing(line) : new Text(scalar.getValue(), line);
      case SequenceNode sequence ->
          new Items(sequence.getValue().stream().map(item -> value(item, before)).toList(), line);
      case MappingNode mapping -> {
        var entries = new ArrayList<Entry>();
        for (var tuple : mapping.getValue()) {
          var at = line(tuple.getKeyNode(), before);
          if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw new Refusal(at, "a name must be a word, got a list or a map");
          }
          entries.add(new Entry(key.getValue(), at, value(tuple.getValueNode(), before)));
        }
        yield new Named(entries, line);
      }
      default -> throw new Refusal(line, "an alias (*name) stands for itself; write it out");
    };
  }

  private static int line(Node node, int before) {
    return node.getStartMark().getLine() + 1 + before;
  }

  /// YAML that the lab does not read.
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String reason;

    private Refusal(int line, String reason) {
      super(reason);
      this.line = line;
      this.reason = reason;
    }
  }
}
