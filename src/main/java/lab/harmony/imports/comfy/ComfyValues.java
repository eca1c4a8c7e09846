package lab.harmony.imports.comfy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lab.harmony.imports.comfy.ComfyGraph.Node;
import lab.harmony.imports.comfy.ComfyGraph.Place;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.PictureJson;
import tools.jackson.databind.JsonNode;

/// Numbers and texts of a ComfyUI graph, written down or behind links.
///
/// A node is believed where it is known to hand on what it holds: primitives, seeds, and texts that
/// are joined, trimmed or replaced. What another node makes of its inputs is not known.
final class ComfyValues {

  private static final Pattern HOLDS_NUMBER =
      Pattern.compile("(?i).*(primitive|const|literal|int|float|number|seed|slider|value).*");
  private static final Pattern HOLDS_TEXT =
      Pattern.compile(
          "(?i).*(primitive|string|text|prompt|literal|note|constant|positive|negative).*");
  private static final Pattern CHANGES =
      Pattern.compile(
          "(?i).*(random|wildcard|dynamic|generat|style|translat|replace|load|file|lower|upper|case"
              + "|regex|split|(?<!multi)line|llm|gpt|tagger|caption|interrog|expan|enhanc|math|express|calc"
              + "|operat|scale|round|range|negat|increment|schedul).*");
  private static final Pattern JOINS = Pattern.compile("(?i).*(concat|join).*");
  private static final Pattern PIECE =
      Pattern.compile("(?i)(string|text|prompt)_?([a-h]|\\d{1,2})");
  private static final int LONGEST = 1 << 20;

  private final ComfyGraph graph;

  ComfyValues(ComfyGraph graph) {
    this.graph = graph;
  }

  /// A number under one of these names, of which a node behind a link may have the same.
  ///
  /// @throws UnreadableMetadata if it is not known
  BigDecimal number(Node node, String... names) {
    for (var name : names) {
      if (node.inputs().hasNonNull(name)) {
        return number(node.inputs().path(name), names);
      }
    }
    throw new UnreadableMetadata("%s has no \"%s\"".formatted(node, names[0]));
  }

  private BigDecimal number(JsonNode value, String... names) {
    return PictureJson.number(value)
        .orElseGet(() -> graph.behind(value, place -> numberAt(place, names)));
  }

  private BigDecimal numberAt(Place place, String... names) {
    var node = place.node();
    for (var name : names) {
      if (node.inputs().hasNonNull(name)) {
        return number(node.inputs().path(name), names);
      }
    }
    var numbers =
        node.inputs().properties().stream()
            .filter(input -> PictureJson.number(input.getValue()).isPresent())
            .toList();
    if (numbers.size() == 1
        && node.links().isEmpty()
        && HOLDS_NUMBER.matcher(node.type()).matches()
        && !CHANGES.matcher(node.type()).matches()) {
      return PictureJson.number(numbers.getFirst().getValue()).orElseThrow();
    }
    if (numbers.isEmpty()
        && node.links().size() == 1
        && HOLDS_NUMBER.matcher(node.type()).matches()
        && !CHANGES.matcher(node.type()).matches()) {
      return number(node.links().getFirst().getValue(), names);
    }
    throw new UnreadableMetadata("%s makes a number that the graph does not hold".formatted(node));
  }

  /// A name out of a list, such as a sampler or a file.
  ///
  /// @throws UnreadableMetadata if it is not known
  String choice(Node node, String name) {
    var value = node.inputs().path(name);
    if (value.path("content").isString()) {
      return value.path("content").stringValue(); // with a picture beside it
    }
    if (ComfyGraph.isLink(value)) {
      return graph.behind(
          value,
          place ->
              place.node().inputs().hasNonNull(name) ? choice(place.node(), name) : textAt(place));
    }
    return text(value);
  }

  /// A text, or what stands behind a link to one.
  ///
  /// @throws UnreadableMetadata if it is not known
  String text(JsonNode value) {
    if (value.isString()) {
      return value.stringValue();
    }
    if (PictureJson.number(value).isPresent()) {
      return value.asString();
    }
    return graph.behind(value, this::textAt);
  }

  String textAt(Place place) {
    var node = place.node();
    var inputs = node.inputs();
    return switch (node.type()) {
      case "StringTrim" ->
          trimmed(text(inputs.path("string")), PictureJson.textOr(inputs, "mode", "Both"));
      case "StringReplace" ->
          bounded(
              text(inputs.path("string")), text(inputs.path("find")), text(inputs.path("replace")));
      case "CaseConverter" -> cased(node, text(inputs.path("string")));
      case "ImpactWildcardProcessor", "ImpactWildcardEncode" -> text(inputs.path("populated_text"));
      default -> JOINS.matcher(node.type()).matches() ? joined(node) : held(node);
    };
  }

  private static String trimmed(String text, String mode) {
    return switch (mode) {
      case "Left" -> text.stripLeading();
      case "Right" -> text.stripTrailing();
      default -> text.strip();
    };
  }

  private static String bounded(String text, String find, String replacement) {
    var found = find.isEmpty() ? 0 : text.length() / find.length();
    if (find.isEmpty() || text.length() + (long) found * replacement.length() > LONGEST) {
      throw new UnreadableMetadata("a text of its graph is too long");
    }
    return text.replace(find, replacement);
  }

  private static String cased(Node node, String text) {
    return switch (PictureJson.textOr(node.inputs(), "mode", "")) {
      case "UPPERCASE" -> text.toUpperCase(Locale.ROOT);
      case "lowercase" -> text.toLowerCase(Locale.ROOT);
      default -> throw notHeld(node);
    };
  }

  /// The pieces in the order of their inputs, with what the node puts between them.
  private String joined(Node node) {
    var pieces =
        node.inputs().properties().stream()
            .filter(input -> PIECE.matcher(input.getKey()).matches())
            .map(input -> text(input.getValue()))
            .toList();
    var between = PictureJson.first(node.inputs(), "delimiter", "separator");
    if (pieces.isEmpty() || !(between.isString() || node.type().equals("StringConcatenate"))) {
      throw notHeld(node);
    }
    return joined(pieces, PictureJson.textOr(between, "").replace("\\n", "\n"));
  }

  /// @throws UnreadableMetadata if it becomes too long
  static String joined(List<String> pieces, String between) {
    if (pieces.stream().mapToLong(String::length).sum() > LONGEST) {
      throw new UnreadableMetadata("a text of its graph is too long");
    }
    return String.join(between, pieces);
  }

  /// The one text that a node holds, or that it shows and hands on.
  private String held(Node node) {
    var texts =
        node.inputs().properties().stream()
            .filter(input -> !input.getKey().matches("(?i)text_?[0-9]"))
            .toList();
    if (texts.size() == 1
        && HOLDS_TEXT.matcher(node.type()).matches()
        && !CHANGES.matcher(node.type()).matches()) {
      return text(texts.getFirst().getValue());
    }
    throw notHeld(node);
  }

  private static UnreadableMetadata notHeld(Node node) {
    return new UnreadableMetadata("%s makes a text that the graph does not hold".formatted(node));
  }
}
