package lab.harmony.notebooks.document;

import java.util.List;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.JsonPlace.Array;
import lab.harmony.notebooks.document.JsonPlace.Members;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// A JSON text with the place of every value in it: one value can be replaced while every other
/// character stays as found.
public record JsonText(String text, Members root, JsonStyle style) {
  public static final JsonMapper MAPPER =
      Json.MAPPER
          .rebuild()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /// For text that is known to be a valid JSON object.
  public static JsonText of(String text) {
    return new JsonText(text, (Members) JsonPlace.scan(text), JsonStyle.of(text));
  }

  String raw(JsonPlace place) {
    return text.substring(place.start(), place.end());
  }

  JsonNode value(JsonPlace place) {
    return MAPPER.readTree(raw(place));
  }

  /// Puts another value at a place.
  JsonText replace(JsonPlace place, JsonNode value) {
    return splice(place.start(), place.end(), style.render(value, indentAt(place.start())));
  }

  /// Sets a member of an object: in its place when it is there, else in alphabetical order where
  /// the names are sorted, else at the end.
  JsonText with(Members object, String name, JsonNode value) {
    return spliced(List.of(setting(object, name, value)));
  }

  /// Other characters in the place of some.
  record Splice(int start, int end, String replacement) {}

  /// What [#with] replaces.
  Splice setting(Members object, String name, JsonNode value) {
    var found = object.find(name);
    if (found.isPresent()) {
      return replacing(found.get().value(), value);
    }
    var members = object.members();
    if (members.isEmpty()) {
      return replacing(object, MAPPER.createObjectNode().set(name, value));
    }
    var gap = text.substring(object.start() + 1, members.getFirst().start());
    var member =
        style.render(MAPPER.getNodeFactory().stringNode(name), "")
            + style.colon()
            + style.render(value, indentAt(members.getFirst().start()));
    var names = members.stream().map(JsonPlace.Member::name).toList();
    var sorted = names.equals(names.stream().sorted().toList());
    var next =
        members.stream().filter(other -> sorted && other.name().compareTo(name) > 0).findFirst();
    if (next.isPresent()) {
      return new Splice(next.get().start(), next.get().start(), member + "," + between(gap));
    }
    var end = members.getLast().value().end();
    return new Splice(end, end, "," + between(gap) + member);
  }

  private Splice replacing(JsonPlace place, JsonNode value) {
    return new Splice(place.start(), place.end(), style.render(value, indentAt(place.start())));
  }

  /// All of these at once, given from the last place to the first.
  JsonText spliced(List<Splice> splices) {
    var changed = new StringBuilder(text);
    splices.forEach(splice -> changed.replace(splice.start(), splice.end(), splice.replacement()));
    return of(changed.toString());
  }

  JsonText without(Members object, String name) {
    var members = object.members();
    var at = members.stream().map(JsonPlace.Member::name).toList().indexOf(name);
    if (at < 0) {
      return this;
    }
    if (members.size() == 1) {
      return splice(object.start(), object.end(), "{}");
    }
    return at == 0
        ? splice(members.getFirst().start(), members.get(1).start(), "")
        : splice(members.get(at - 1).value().end(), members.get(at).value().end(), "");
  }

  /// Inserts a value, already written as text, into an array.
  JsonText insert(Array array, int index, String element) {
    var elements = array.elements();
    if (elements.isEmpty()) {
      var indent = indentAt(array.start());
      var inner = style.newline().isEmpty() ? "" : style.newline() + indent + style.step();
      var close = style.newline().isEmpty() ? "" : style.newline() + indent;
      return splice(array.start(), array.end(), "[" + inner + element + close + "]");
    }
    var gap = text.substring(array.start() + 1, elements.getFirst().start());
    if (index < elements.size()) {
      var start = elements.get(index).start();
      return splice(start, start, element + "," + between(gap));
    }
    var end = elements.getLast().end();
    return splice(end, end, "," + between(gap) + element);
  }

  JsonText remove(Array array, int index) {
    var elements = array.elements();
    if (elements.size() == 1) {
      return splice(array.start(), array.end(), "[]");
    }
    return index == 0
        ? splice(elements.getFirst().start(), elements.get(1).start(), "")
        : splice(elements.get(index - 1).end(), elements.get(index).end(), "");
  }

  /// A new value as it would be written as an element of an array.
  String element(Array array, JsonNode value) {
    var indent =
        array.elements().isEmpty()
            ? indentAt(array.start()) + style.step()
            : indentAt(array.elements().getFirst().start());
    return style.render(value, indent);
  }

  private String between(String gap) {
    return gap.isEmpty() && style.comma().length() > 1 ? style.comma().substring(1) : gap;
  }

  private JsonText splice(int start, int end, String replacement) {
    return of(text.substring(0, start) + replacement + text.substring(end));
  }

  private String indentAt(int offset) {
    var line = text.lastIndexOf('\n', offset - 1) + 1;
    var end = line;
    while (end < offset && " \t".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return text.substring(line, end);
  }
}
