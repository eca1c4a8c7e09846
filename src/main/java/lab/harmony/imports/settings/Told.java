package lab.harmony.imports.settings;

/// What a picture's metadata says about one thing, or why it is not known from it.
public sealed interface Told {

  /// The metadata says this, which may be nothing.
  record Known(String text) implements Told {}

  /// The metadata does not say it.
  ///
  /// @param reason as a sentence without its end: "the node 7 (TextRandomLine) makes a text that
  ///   the graph does not hold"
  record NotKnown(String reason) implements Told {}

  /// The words to keep and to show: the text itself, or that it is not known and why.
  default String shown() {
    return switch (this) {
      case Known(var text) -> text;
      case NotKnown(var reason) -> "not known: " + reason;
    };
  }

  /// The text, or nothing where it is not known.
  default String known() {
    return switch (this) {
      case Known(var text) -> text;
      case NotKnown _ -> "";
    };
  }
}
