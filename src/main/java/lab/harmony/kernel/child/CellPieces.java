package lab.harmony.kernel.child;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/// The code of a cell as the snippets that JShell takes one at a time.
final class CellPieces {

  /// @param offset how many characters of the cell lie before it
  record Piece(String source, int offset) {}

  private CellPieces() {}

  static List<Piece> of(SourceCodeAnalysis analysis, String code) {
    var pieces = new ArrayList<Piece>();
    var rest = code;
    while (!rest.isBlank()) {
      var info = analysis.analyzeCompletion(rest);
      if (info.completeness() == Completeness.EMPTY) {
        break;
      }
      var whole = info.completeness().isComplete();
      var source = whole ? info.source() : rest;
      var blank = source.length() - source.stripLeading().length();
      pieces.add(new Piece(source.substring(blank), code.length() - rest.length() + blank));
      rest = whole ? info.remaining() : "";
    }
    return pieces;
  }
}
