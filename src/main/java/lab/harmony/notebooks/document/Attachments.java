package lab.harmony.notebooks.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.prose.PictureFinder;
import tools.jackson.databind.JsonNode;

/// The pictures pasted into a cell, by name, each as a `data:` address.
///
/// @param pictures in the forms that a page can show
public record Attachments(Map<String, String> pictures) implements PictureFinder {
  static final Attachments NONE = new Attachments(Map.of());

  private static final String SCHEME = "attachment:";
  private static final int LARGEST = 20_000_000;
  private static final List<String> TYPES =
      List.of("image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml");

  public Attachments {
    pictures = Map.copyOf(pictures);
  }

  static Attachments of(JsonNode node) {
    return node.isObject() && !node.isEmpty()
        ? new Attachments(
            node.properties().stream()
                .flatMap(
                    one -> picture(one.getValue()).map(p -> Map.entry(one.getKey(), p)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        : NONE;
  }

  private static Optional<String> picture(JsonNode forms) {
    return TYPES.stream()
        .filter(forms::has)
        .flatMap(type -> address(type, Output.joined(forms.path(type))).stream())
        .findFirst();
  }

  private static Optional<String> address(String type, String data) {
    if (data.length() > LARGEST) {
      return Optional.empty();
    }
    var base64 =
        data.stripLeading().startsWith("<")
            ? Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8))
            : data.replaceAll("\\s", "");
    try {
      return Base64.getDecoder().decode(base64).length == 0
          ? Optional.empty()
          : Optional.of("data:%s;base64,%s".formatted(type, base64));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> find(String source) {
    if (!source.startsWith(SCHEME)) {
      return Optional.empty();
    }
    var name = source.substring(SCHEME.length());
    return Optional.ofNullable(pictures.get(name))
        .or(() -> Optional.ofNullable(pictures.get(decoded(name))));
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException asItIs) {
      return name;
    }
  }
}
