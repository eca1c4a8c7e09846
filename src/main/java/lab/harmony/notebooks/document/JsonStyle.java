package lab.harmony.notebooks.document;

import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/// How a JSON text is written: one step of indentation, line ends, separators, and whether letters
/// beyond ASCII are escaped.
public record JsonStyle(String step, String newline, String colon, String comma, boolean escaped) {

  /// The style of a text as found; what the text does not show is as Jupyter writes it.
  static JsonStyle of(String text) {
    var lines = text.indexOf('\n') >= 0 && text.strip().indexOf('\n') >= 0;
    if (!lines) {
      return new JsonStyle(
          "",
          "",
          text.contains("\": ") ? ": " : ":",
          text.contains(", \"") ? ", " : ",",
          escapes(text));
    }
    var newline = text.contains("\r\n") ? "\r\n" : "\n";
    var first = text.indexOf('\n') + 1;
    var end = first;
    while (end < text.length() && " \t".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return new JsonStyle(text.substring(first, end), newline, ": ", ",", escapes(text));
  }

  private static boolean escapes(String text) {
    return text.chars().allMatch(c -> c < 128 || c == '\uFEFF')
        && java.util.regex.Pattern.compile("\\\\u00[89a-fA-F]|\\\\u(?!00)").matcher(text).find();
  }

  /// A value as text; `indent` is the indentation of the line it starts on.
  public String render(JsonNode value, String indent) {
    var out = new StringBuilder();
    render(value, indent, out);
    return out.toString();
  }

  private void render(JsonNode value, String indent, StringBuilder out) {
    if (value.isObject()) {
      block(
          '{',
          '}',
          value.properties().iterator(),
          indent,
          out,
          (member, inner) -> {
            string(member.getKey(), out);
            out.append(colon);
            render(member.getValue(), inner, out);
          });
    } else if (value.isArray()) {
      block(
          '[',
          ']',
          value.values().iterator(),
          indent,
          out,
          (element, inner) -> render(element, inner, out));
    } else if (value.isString()) {
      string(value.asString(), out);
    } else {
      out.append(value);
    }
  }

  private interface Part<T> {
    void render(T part, String indent);
  }

  private <T> void block(
      char open, char close, Iterator<T> parts, String indent, StringBuilder out, Part<T> part) {
    out.append(open);
    if (!parts.hasNext()) {
      out.append(close);
      return;
    }
    var inner = indent + step;
    while (parts.hasNext()) {
      out.append(newline).append(newline.isEmpty() ? "" : inner);
      part.render(parts.next(), inner);
      if (parts.hasNext()) {
        out.append(comma);
      }
    }
    out.append(newline).append(newline.isEmpty() ? "" : indent).append(close);
  }

  private void string(String value, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 32 || (escaped && c > 126) || Character.isSurrogate(c) && lonely(value, i)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// Half of a surrogate pair cannot be written as UTF-8, so it stays an escape.
  private static boolean lonely(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        ? at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(value.charAt(at - 1));
  }
}
