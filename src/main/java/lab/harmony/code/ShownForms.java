package lab.harmony.code;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import lab.harmony.notebooks.results.OutputTypes;
import lab.harmony.pictures.Picture;
import lab.harmony.pictures.PictureKind;
import lab.harmony.pictures.PictureProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The forms of what a cell shows, as they may stand in a notebook: those that every reader of
/// notebooks knows and no others, so that no code can show what only the lab may say. HTML is made
/// harmless where it is shown; a picture has to be one.
final class ShownForms {

  private static final String TEXT = "text/plain";

  /// Beside pictures and figures.
  private static final Set<String> TEXTS =
      Set.of(TEXT, "text/html", "text/markdown", "image/svg+xml");

  /// The longest form of one result, in characters.
  private static final int LONGEST = 5 << 20;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, JsonNode> taken = new LinkedHashMap<>();
  private String words = "";

  private ShownForms() {}

  /// @param data by MIME type; pictures in Base64
  static Map<String, JsonNode> of(Map<String, String> data) {
    var forms = new ShownForms();
    data.forEach(forms::take);
    if (!forms.taken.containsKey(TEXT)) {
      forms.taken.put(
          TEXT,
          NODES.stringNode(
              !forms.words.isEmpty()
                  ? forms.words
                  : forms.taken.isEmpty()
                      ? "The cell showed something in a form that notebooks do not have: "
                          + String.join(", ", data.keySet())
                      : "result of a cell"));
    }
    return Map.copyOf(forms.taken);
  }

  private void take(String type, String form) {
    if (form.length() > LONGEST) {
      words =
          "The cell showed %s of %,d characters; a result may have %,d."
              .formatted(type, form.length(), LONGEST);
    } else if (TEXTS.contains(type)) {
      taken.put(type, NODES.stringNode(form));
    } else if (type.equals(PictureKind.PNG.mediaType())
        || type.equals(PictureKind.JPEG.mediaType())) {
      picture(type, form);
    } else if (type.equals(OutputTypes.CHART)) {
      figure(form);
    }
  }

  private void picture(String type, String base64) {
    problem(type, base64)
        .ifPresentOrElse(
            reason -> words = "The picture that the cell showed " + reason,
            () -> taken.put(type, NODES.stringNode(base64)));
  }

  private static Optional<String> problem(String type, String base64) {
    try {
      var picture = Picture.of(Base64.getDecoder().decode(base64));
      return picture.kind().mediaType().equals(type)
          ? Optional.empty()
          : Optional.of("is %s, not %s".formatted(picture.kind().mediaType(), type));
    } catch (PictureProblem e) {
      return Optional.of(e.reason());
    } catch (IllegalArgumentException _) {
      return Optional.of("is not written in Base64");
    }
  }

  /// Without what the lab keeps in figures of its own.
  private void figure(String json) {
    try {
      var specification = Json.object(json);
      specification.remove("usermeta");
      var description = specification.path("description").asString("");
      words = description.isEmpty() ? "figure" : description;
      taken.put(OutputTypes.CHART, specification);
    } catch (JsonProblem e) {
      words = "The figure that the cell showed is not JSON: " + e.getMessage();
    }
  }
}
