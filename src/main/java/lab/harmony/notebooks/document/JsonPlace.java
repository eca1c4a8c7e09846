package lab.harmony.notebooks.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Where a value stands in a JSON text: `start` is its first character, `end` the one after its
/// last.
sealed interface JsonPlace {
  int start();

  int end();

  record Scalar(int start, int end) implements JsonPlace {}

  record Array(int start, int end, List<JsonPlace> elements) implements JsonPlace {}

  record Members(int start, int end, List<Member> members) implements JsonPlace {
    Optional<Member> find(String name) {
      return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }

    JsonPlace.Members object(String name) {
      return (Members) find(name).orElseThrow().value();
    }

    Array array(String name) {
      return (Array) find(name).orElseThrow().value();
    }
  }

  /// One `"name": value`; `start` is the opening quote of the name.
  record Member(String name, int start, JsonPlace value) {}

  /// Finds every place in a text that is a JSON value.
  ///
  /// @throws tools.jackson.core.JacksonException if it is none
  static JsonPlace scan(String text) {
    var mark = text.startsWith("\uFEFF") ? 1 : 0;
    try (var parser = JsonText.MAPPER.createParser(text.substring(mark))) {
      parser.nextToken();
      return new Scanner(parser, mark).value();
    }
  }

  /// Walks over the tokens once.
  ///
  /// @param offset of the first character that the parser sees
  record Scanner(JsonParser parser, int offset) {

    private JsonPlace value() {
      var start = start();
      return switch (parser.currentToken()) {
        case START_OBJECT -> {
          var members = new ArrayList<Member>();
          while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var at = start();
            parser.nextToken();
            members.add(new Member(name, at, value()));
          }
          yield new Members(start, end(), List.copyOf(members));
        }
        case START_ARRAY -> {
          var elements = new ArrayList<JsonPlace>();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
          }
          yield new Array(start, end(), List.copyOf(elements));
        }
        default -> {
          parser.finishToken();
          yield new Scalar(start, end());
        }
      };
    }

    private int start() {
      return offset + Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }

    private int end() {
      return offset + Math.toIntExact(parser.currentLocation().getCharOffset());
    }
  }
}
