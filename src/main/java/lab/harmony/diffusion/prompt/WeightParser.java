package lab.harmony.diffusion.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Reads the weights of a text without editing: `(x)`, `[x]`, `(x:1.3)`, escapes and `BREAK`.
///
/// Round and square brackets are matched apart from each other. What was opened and not closed ends
/// with the text; what closes nothing is text.
final class WeightParser {

  /// Deeper brackets than these nobody writes.
  static final int MOST_OPEN = 64;

  private static final double ROUND = 1.1;
  private static final double SQUARE = 1 / 1.1;
  private static final Pattern BREAK =
      Pattern.compile("\\bBREAK\\b", Pattern.UNICODE_CHARACTER_CLASS);

  private final SourceText source;
  private final String text;
  private final Notes notes;
  private final List<Piece> pieces = new ArrayList<>();
  private final Deque<Opening> round = new ArrayDeque<>();
  private final Deque<Opening> square = new ArrayDeque<>();

  /// Where a bracket was opened in the text, and before which piece.
  private record Opening(int index, int firstPiece) {}

  private static final class Piece {
    final String text;
    final boolean isBreak;
    double weight = 1;

    Piece(String text, boolean isBreak) {
      this.text = text;
      this.isBreak = isBreak;
    }
  }

  /// A weight before a closing round bracket, `:1.3)`.
  ///
  /// @param value empty if what stands there is no number after all
  private record Weight(OptionalDouble value, int end) {}

  private WeightParser(SourceText source, Notes notes) {
    this.source = source;
    this.text = source.text();
    this.notes = notes;
  }

  static List<Part> parse(SourceText source, Notes notes) {
    return new WeightParser(source, notes).parse();
  }

  private List<Part> parse() {
    var index = 0;
    while (index < text.length()) {
      index =
          switch (text.charAt(index)) {
            case '\\' -> escape(index);
            case '(' -> open(round, index);
            case '[' -> open(square, index);
            case ')' -> close(round, ROUND, index);
            case ']' -> close(square, SQUARE, index);
            case ':' -> colon(index);
            default -> words(index);
          };
    }
    round.reversed().forEach(opening -> end(opening, ROUND));
    square.reversed().forEach(opening -> end(opening, SQUARE));
    return parts();
  }

  /// A backslash before a bracket or another backslash makes it text; any other vanishes.
  private int escape(int index) {
    if (index + 1 < text.length() && "()[]\\".indexOf(text.charAt(index + 1)) >= 0) {
      pieces.add(new Piece(text.substring(index + 1, index + 2), false));
      return index + 2;
    }
    pieces.add(new Piece("", false));
    return index + 1;
  }

  private int open(Deque<Opening> brackets, int index) {
    if (brackets.size() == MOST_OPEN) {
      notes.add(
          "More than %d brackets are open at character %d; deeper ones are read as text."
              .formatted(MOST_OPEN, source.place(index)));
      return words(index, index + 1);
    }
    brackets.push(new Opening(index, pieces.size()));
    return index + 1;
  }

  private int close(Deque<Opening> brackets, double factor, int index) {
    if (brackets.isEmpty()) {
      notes.add(
          "The %c at character %d closes nothing; it is read as text."
              .formatted(text.charAt(index), source.place(index)));
      return words(index, index + 1);
    }
    multiply(brackets.pop(), factor);
    return index + 1;
  }

  private int colon(int index) {
    var found = weight(index);
    if (found.isEmpty()) {
      return words(index, index + 1);
    }
    var weight = found.get();
    if (weight.value().isPresent() && !round.isEmpty()) {
      multiply(round.pop(), weight.value().getAsDouble());
      return weight.end();
    }
    notes.add(
        (round.isEmpty()
                ? "The weight %s at character %d stands in no round bracket; it is read as text."
                : "The weight %s at character %d is no number; it is read as text.")
            .formatted(text.substring(index, weight.end()), source.place(index)));
    return words(index, round.isEmpty() ? weight.end() : weight.end() - 1);
  }

  private Optional<Weight> weight(int colon) {
    var start = Characters.skipSpaces(text, colon + 1);
    var end = start;
    if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-')) {
      end++;
    }
    var digits = end;
    while (end < text.length()
        && (text.charAt(end) == '.' || Character.isDigit(text.charAt(end)))) {
      end++;
    }
    var close = Characters.skipSpaces(text, end);
    if (end == digits || close == text.length() || text.charAt(close) != ')') {
      return Optional.empty();
    }
    return Optional.of(new Weight(Characters.number(text.substring(start, end)), close + 1));
  }

  private int words(int from) {
    var end = from;
    while (end < text.length() && "\\()[]:".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return words(from, end);
  }

  private int words(int from, int end) {
    var breaks = BREAK.matcher(text.substring(from, end));
    var start = from;
    while (breaks.find()) {
      addText(start, Characters.dropSpaces(text, start, from + breaks.start()));
      pieces.add(new Piece("", true));
      start = Math.min(end, Characters.skipSpaces(text, from + breaks.end()));
      if (!round.isEmpty() || !square.isEmpty()) {
        notes.add(
            "The BREAK at character %d stands in brackets; it begins a new chunk there too."
                .formatted(source.place(from + breaks.start())));
      }
    }
    addText(start, end);
    return end;
  }

  private void addText(int from, int end) {
    if (from < end) {
      pieces.add(new Piece(text.substring(from, end), false));
    }
  }

  private void end(Opening opening, double factor) {
    notes.add(
        "The %c opened at character %d is never closed; it is read as closing at the end."
            .formatted(text.charAt(opening.index()), source.place(opening.index())));
    multiply(opening, factor);
  }

  private void multiply(Opening opening, double factor) {
    for (var piece : pieces.subList(opening.firstPiece(), pieces.size())) {
      piece.weight *= factor;
    }
  }

  /// Neighbours of one weight are one text.
  private List<Part> parts() {
    var parts = new ArrayList<Part>();
    var run = new StringBuilder();
    for (var i = 0; i < pieces.size(); i++) {
      var piece = pieces.get(i);
      if (piece.isBreak) {
        parts.add(new Part.Break());
        continue;
      }
      run.append(piece.text);
      var goesOn =
          i + 1 < pieces.size()
              && !pieces.get(i + 1).isBreak
              && pieces.get(i + 1).weight == piece.weight;
      if (!goesOn && !run.isEmpty()) {
        parts.add(new Part.Text(run.toString(), piece.weight));
        run.setLength(0);
      }
    }
    return parts.isEmpty() ? List.of(new Part.Text("", 1)) : List.copyOf(parts);
  }
}
