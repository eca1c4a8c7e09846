package lab.harmony.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/// Text for a terminal in which nothing can move the cursor, ring, or change the window's title.
///
/// Names and metadata come from files of strangers: control characters in them are shown as
/// `\\u001b`, as in JSON, and so are those that turn the direction of writing. Line ends and tabs
/// pass, and a carriage return where a text begins with it, as progress does.
public final class TerminalWriter extends FilterWriter {

  private TerminalWriter(Writer out) {
    super(out);
  }

  public static PrintWriter over(PrintStream stream) {
    return new PrintWriter(
        new TerminalWriter(new PrintWriter(stream, false, stream.charset())), true);
  }

  public static PrintWriter over(Writer writer) {
    return new PrintWriter(new TerminalWriter(writer), true);
  }

  @Override
  public void write(int character) throws IOException {
    write(String.valueOf((char) character), 0, 1);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(String.valueOf(text, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    var shown = new StringBuilder(length);
    for (var i = offset; i < offset + length; i++) {
      var character = text.charAt(i);
      if (passes(character) || (character == '\r' && i == offset)) {
        shown.append(character);
      } else {
        shown.append("\\u%04x".formatted((int) character));
      }
    }
    out.write(shown.toString());
  }

  private static boolean passes(char character) {
    return character == '\n'
        || character == '\t'
        || !(Character.isISOControl(character) || turnsDirection(character));
  }

  /// Embeddings, overrides and isolates of bidirectional text (Unicode, UAX 9).
  private static boolean turnsDirection(char character) {
    return (character >= '\u202a' && character <= '\u202e')
        || (character >= '\u2066' && character <= '\u2069');
  }
}
