package lab.harmony.notebooks.results;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Output;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the lab's own forms of stored results have in common: each is a record that is written and
/// read in one place, and says its format. One of a later format is not read: those who know it not
/// show the plain forms that stand beside it.
public final class StoredForm {
  public static final String FORMAT = "format";

  /// Written since results say their format; those of before are of this format too.
  static final int FIRST = 1;

  /// The form of this type in a display; empty where there is none that this lab reads.
  public static Optional<JsonNode> in(Output.Display display, String type, int newest) {
    return display.json(type).filter(json -> json.path(FORMAT).asInt(FIRST) <= newest);
  }

  /// A display with the lab's own form and, beside it, those that every reader of notebooks shows.
  public static Output display(String type, JsonNode own, Map<String, String> plain) {
    var data = new LinkedHashMap<String, JsonNode>();
    data.put(type, own);
    plain.forEach(
        (name, text) -> data.put(name, JsonText.MAPPER.getNodeFactory().stringNode(text)));
    return new Output.Display(data);
  }

  static ObjectNode object(int format) {
    return JsonText.MAPPER.createObjectNode().put(FORMAT, format);
  }

  private StoredForm() {}
}
