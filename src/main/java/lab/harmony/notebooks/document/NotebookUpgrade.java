package lab.harmony.notebooks.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a notebook of nbformat 3 one of nbformat 4, by the rules of nbformat's own
/// `v4/convert.py`; what those do not name is kept.
final class NotebookUpgrade {
  private static final Map<String, String> MIME_TYPES = mimeTypes();

  private NotebookUpgrade() {}

  static ObjectNode from3(ObjectNode old) {
    var notebook = old.deepCopy();
    var cells = JsonText.MAPPER.createArrayNode();
    for (var sheet : notebook.path("worksheets")) {
      for (var cell : sheet.path("cells")) {
        cells.add(cell instanceof ObjectNode node ? cell(node) : cell);
      }
    }
    notebook.remove("worksheets");
    notebook.remove("orig_nbformat");
    notebook.remove("orig_nbformat_minor");
    if (notebook.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("name");
      metadata.remove("signature");
    } else {
      notebook.putObject("metadata");
    }
    notebook.put("nbformat", 4);
    notebook.put("nbformat_minor", 5);
    var upgraded = JsonText.MAPPER.createObjectNode();
    upgraded.set("cells", cells);
    upgraded.setAll(notebook);
    return upgraded;
  }

  private static ObjectNode cell(ObjectNode cell) {
    if (!cell.has("metadata")) {
      cell.putObject("metadata");
    }
    switch (cell.path("cell_type").asString("")) {
      case "code" -> code(cell);
      case "heading" -> {
        var level = Math.clamp(cell.path("level").asInt(1), 1, 6);
        cell.remove("level");
        cell.put("cell_type", "markdown");
        var line = Output.joined(cell.path("source")).lines().collect(Collectors.joining(" "));
        cell.put("source", "#".repeat(level) + " " + line);
      }
      case "html" -> cell.put("cell_type", "markdown");
      default -> {}
    }
    return cell;
  }

  private static void code(ObjectNode cell) {
    cell.remove("language");
    if (cell.has("collapsed") && cell.path("metadata") instanceof ObjectNode metadata) {
      metadata.set("collapsed", cell.remove("collapsed"));
    }
    rename(cell, "input", "source");
    if (!cell.has("source")) {
      cell.put("source", "");
    }
    rename(cell, "prompt_number", "execution_count");
    if (!cell.has("execution_count")) {
      cell.putNull("execution_count");
    }
    if (!cell.has("outputs")) {
      cell.putArray("outputs");
    }
    if (cell.path("outputs") instanceof ArrayNode outputs) {
      outputs
          .valueStream()
          .filter(ObjectNode.class::isInstance)
          .forEach(output -> output((ObjectNode) output));
    }
  }

  private static void output(ObjectNode output) {
    switch (output.path("output_type").asString("")) {
      case "pyout" -> {
        output.put("output_type", "execute_result");
        var count = output.remove("prompt_number");
        display(output);
        output.set("execution_count", count == null ? JsonText.MAPPER.nullNode() : count);
      }
      case "display_data" -> display(output);
      case "pyerr" -> output.put("output_type", "error");
      case "stream" -> {
        rename(output, "stream", "name");
        if (!output.has("name")) {
          output.put("name", "stdout");
        }
      }
      default -> {}
    }
  }

  /// The forms of a result stand beside each other in nbformat 3, under short names.
  private static void display(ObjectNode output) {
    var data = JsonText.MAPPER.createObjectNode();
    for (var name : output.propertyNames().stream().toList()) {
      if (!name.equals("output_type") && !name.equals("metadata")) {
        data.set(name, output.remove(name));
      }
    }
    toMimeTypes(data);
    if (data.has("application/json")) {
      data.set("application/json", parsed(data.get("application/json")));
    }
    if (!(output.path("metadata") instanceof ObjectNode)) {
      output.putObject("metadata");
    }
    toMimeTypes((ObjectNode) output.path("metadata"));
    output.set("data", data);
  }

  private static JsonNode parsed(JsonNode text) {
    try {
      return JsonText.MAPPER.readTree(Output.joined(text));
    } catch (JacksonException keptAsText) {
      return text;
    }
  }

  private static void toMimeTypes(ObjectNode node) {
    MIME_TYPES.forEach((alias, type) -> rename(node, alias, type));
  }

  private static void rename(ObjectNode node, String from, String to) {
    if (node.has(from)) {
      node.set(to, node.remove(from));
    }
  }

  private static Map<String, String> mimeTypes() {
    var types = new LinkedHashMap<String, String>();
    types.put("text", "text/plain");
    types.put("html", "text/html");
    types.put("svg", "image/svg+xml");
    types.put("png", "image/png");
    types.put("jpeg", "image/jpeg");
    types.put("latex", "text/latex");
    types.put("json", "application/json");
    types.put("javascript", "application/javascript");
    return types;
  }
}
