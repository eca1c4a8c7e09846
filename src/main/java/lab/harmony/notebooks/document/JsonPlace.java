package lab.harmony.notebooks.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /// Finds every place in a text that is already known to be valid JSON.
  static JsonPlace scan(String text) {
    return new Scanner(text).value();
  }

  /// Walks over the characters once.
  final class Scanner {
    private final String text;
    private int at;

    private Scanner(String text) {
      this.text = text;
    }

    private JsonPlace value() {
      skipSpace();
      return switch (text.charAt(at)) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> {
          var start = at;
          skipString();
          yield new Scalar(start, at);
        }
        default -> {
          var start = at;
          while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
          }
          yield new Scalar(start, at);
        }
      };
    }

    private Members object() {
      var start = at++;
      var members = new ArrayList<Member>();
      while (!closed('}')) {
        var name = at;
        skipString();
        var word = JsonText.MAPPER.readValue(text.substring(name, at), String.class);
        skipSpace();
        at++;
        members.add(new Member(word, name, value()));
      }
      return new Members(start, at, List.copyOf(members));
    }

    private Array array() {
      var start = at++;
      var elements = new ArrayList<JsonPlace>();
      while (!closed(']')) {
        elements.add(value());
      }
      return new Array(start, at, List.copyOf(elements));
    }

    /// Steps over space and a comma; true when the bracket closed here.
    private boolean closed(char bracket) {
      skipSpace();
      if (text.charAt(at) == ',') {
        at++;
        skipSpace();
      }
      if (text.charAt(at) != bracket) {
        return false;
      }
      at++;
      return true;
    }

    private void skipString() {
      at++;
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    }

    private void skipSpace() {
      while (" \t\r\n\uFEFF".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
