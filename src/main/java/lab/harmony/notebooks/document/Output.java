package lab.harmony.notebooks.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// One stored result of a cell, as nbformat has it.
public sealed interface Output {

  /// nbformat's word for what the last expression of code gave.
  String RESULT = "execute_result";

  /// Which execution of its notebook made it, by nbformat's name.
  String COUNT = "execution_count";

  /// A result in several forms, named by MIME type; a reader shows the richest one it knows.
  ///
  /// @param result whether it is what the last expression of code gave (`execute_result`), not
  ///   something shown on the way
  record Display(Map<String, JsonNode> data, boolean result) implements Output {
    public Display(Map<String, JsonNode> data) {
      this(data, false);
    }

    /// The form of a text type (`text/html`, `image/svg+xml`, `image/png` in base64), its lines
    /// joined.
    public Optional<String> text(String mimeType) {
      return Optional.ofNullable(data.get(mimeType)).map(Output::joined);
    }

    /// The form of a JSON type.
    public Optional<JsonNode> json(String mimeType) {
      return Optional.ofNullable(data.get(mimeType));
    }
  }

  record Stream(String name, String text) implements Output {}

  record Failure(String name, String message, List<String> traceback) implements Output {
    /// The name of one whose source could not be executed.
    public static final String SOURCE = "CellProblem";

    /// The name of one that had nothing to show.
    public static final String NOTHING = "NothingToShow";

    public static Failure of(String name, String sentence) {
      return new Failure(name, sentence, List.of(sentence));
    }
  }

  /// Those of some outputs that have forms.
  static java.util.stream.Stream<Display> displays(List<Output> outputs) {
    return outputs.stream().filter(Display.class::isInstance).map(Display.class::cast);
  }

  static Output of(JsonNode node) {
    return switch (node.path("output_type").asString("")) {
      case "stream" -> new Stream(node.path("name").asString(""), joined(node.path("text")));
      case "error" ->
          new Failure(
              joined(node.path("ename")),
              joined(node.path("evalue")),
              node.path("traceback").valueStream().map(Output::joined).toList());
      default ->
          new Display(
              Map.copyOf(
                  node.path("data").properties().stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))),
              node.path("output_type").asString("").equals(RESULT));
    };
  }

  /// The output as nbformat writes it, names in alphabetical order as Jupyter has them.
  default JsonNode toJson() {
    var node = JsonText.MAPPER.createObjectNode();
    switch (this) {
      case Display(var data, var result) -> {
        var forms = node.putObject("data");
        data.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(form -> forms.set(form.getKey(), multiline(form.getKey(), form.getValue())));
        if (result) {
          node.putNull(COUNT);
        }
        node.putObject("metadata");
        node.put("output_type", result ? RESULT : "display_data");
      }
      case Stream(var name, var text) -> {
        node.put("name", name);
        node.put("output_type", "stream");
        node.set("text", lines(text));
      }
      case Failure(var name, var message, var traceback) -> {
        node.put("ename", name);
        node.put("evalue", message);
        node.put("output_type", "error");
        var rows = node.putArray("traceback");
        traceback.forEach(rows::add);
      }
    }
    return node;
  }

  private static JsonNode multiline(String mimeType, JsonNode value) {
    return value.isString()
            && !mimeType.startsWith("image/png")
            && !mimeType.startsWith("image/jpeg")
        ? lines(value.asString())
        : value;
  }

  static String joined(JsonNode text) {
    return whole(
        text.isArray()
            ? text.valueStream().map(line -> line.asString("")).collect(Collectors.joining())
            : text.asString(""));
  }

  /// Half of a pair of surrogates is no character and reaches no page: it is shown as U+FFFD.
  private static String whole(String text) {
    for (var i = 0; i < text.length(); i++) { // pictures are long, and read for every page
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  /// A text as nbformat's list of lines, each but the last with its line end.
  static JsonNode lines(String text) {
    var rows = JsonText.MAPPER.createArrayNode();
    var start = 0;
    while (start < text.length()) {
      var end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      rows.add(text.substring(start, end));
      start = end;
    }
    return rows;
  }
}
