package lab.harmony.notebooks.citations;

import lab.harmony.notebooks.document.CellId;

/// A number in a text that is bound to a result.
///
/// @param address what the link says
/// @param cell whose result it is
/// @param written the number as the text has it
/// @param now the same in the words of the text, as the result has it now; `written` where that is
///   not known
/// @param words where it comes from, with all that belongs to it, or what is wrong
public record CitedNumber(
    String address, CellId cell, String written, State state, String now, String words) {

  public enum State {
    /// It is what the result says.
    SAME,
    /// It is what the result says, and the result is stale.
    STALE,
    /// The result says another number.
    DIFFERS,
    /// There is no such result.
    LOST;

    /// The word for the page.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Whether a reader should know.
  public boolean doubtful() {
    return state != State.SAME;
  }

  /// What is doubtful about it, as a sentence.
  public String sentence() {
    return switch (state) {
      case SAME -> words + ".";
      case STALE -> "%s is from %s, which is stale.".formatted(written, cell);
      case DIFFERS -> "%s is %s by now (%s).".formatted(written, now, cell);
      case LOST -> "%s is not there any more: %s.".formatted(written, words);
    };
  }
}
