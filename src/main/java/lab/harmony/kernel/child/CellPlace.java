package lab.harmony.kernel.child;

import java.util.Locale;
import jdk.jshell.Diag;
import lab.harmony.kernel.protocol.KernelEvent.CodeMark;

/// Where the code of a snippet lies in the code of its cell.
///
/// @param code of the whole cell
/// @param offset how many characters of it lie before the snippet
record CellPlace(String cell, String code, int offset) {

  /// Where javac says that something is wrong.
  CodeMark mark(Diag problem) {
    var start = within(problem.getStartPosition());
    var end = Math.max(within(problem.getEndPosition()), start + 1);
    return mark(start, end, problem.getMessage(Locale.ENGLISH));
  }

  /// A whole line of the snippet, counted from 1.
  CodeMark line(int number) {
    var start = offset;
    for (var line = 1; line < number && code.indexOf('\n', start) >= 0; line++) {
      start = code.indexOf('\n', start) + 1;
    }
    var end = code.indexOf('\n', start);
    return mark(start, end < 0 ? code.length() : end, "");
  }

  private int within(long position) {
    return (int) Math.clamp(offset + position, 0, code.length());
  }

  private CodeMark mark(int start, int end, String message) {
    return new CodeMark(
        cell, line(code, start), column(code, start), line(code, end), column(code, end), message);
  }

  private static int line(String code, int position) {
    return 1
        + (int)
            code.substring(0, Math.min(position, code.length()))
                .chars()
                .filter(letter -> letter == '\n')
                .count();
  }

  private static int column(String code, int position) {
    return Math.min(position, code.length()) - code.lastIndexOf('\n', position - 1);
  }
}
