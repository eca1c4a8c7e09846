package lab.harmony.diffusion.prompt;

import java.util.Arrays;

/// A text made of pieces of a prompt, in which each character knows where in the prompt it stood.
///
/// @param at the index in the prompt of each character
record SourceText(String text, int[] at) {

  static SourceText of(String text) {
    var at = new int[text.length()];
    Arrays.setAll(at, i -> i);
    return new SourceText(text, at);
  }

  int length() {
    return text.length();
  }

  char charAt(int index) {
    return text.charAt(index);
  }

  SourceText slice(int from, int to) {
    return new SourceText(text.substring(from, to), Arrays.copyOfRange(at, from, to));
  }

  /// The place of a character as people count, from 1.
  int place(int index) {
    return at[index] + 1;
  }

  /// Puts pieces of one text together.
  static final class Builder {

    private final SourceText source;
    private final StringBuilder text = new StringBuilder();
    private int[] at;

    Builder(SourceText source) {
      this.source = source;
      this.at = new int[source.length()];
    }

    void append(int from, int to) {
      var length = text.length();
      if (length + to - from > at.length) {
        at = Arrays.copyOf(at, 2 * (length + to - from));
      }
      text.append(source.text, from, to);
      System.arraycopy(source.at, from, at, length, to - from);
    }

    SourceText build() {
      return new SourceText(text.toString(), Arrays.copyOf(at, text.length()));
    }
  }
}
