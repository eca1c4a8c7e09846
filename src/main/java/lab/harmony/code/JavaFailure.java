package lab.harmony.code;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelEvent.CodeMark;
import lab.harmony.notebooks.document.Output;

/// Why a cell failed, as its notebook stores it: where in the code, and javac's or the exception's
/// own words. What a kernel tells is cut to what can be shown.
final class JavaFailure {

  /// What kernels call code that does not compile.
  private static final String COMPILE = "CompileError";

  private static final int MARKS = 20;
  private static final int LINES = 100;
  private static final int LONGEST = 2000; // characters of a line

  private JavaFailure() {}

  /// @param code of the cell
  static Output of(KernelEvent.Error error, String cell, String code) {
    return error.ename().equals(COMPILE) && !error.marks().isEmpty()
        ? uncompiled(error.marks(), code)
        : thrown(error, cell);
  }

  private static Output uncompiled(List<CodeMark> marks, String code) {
    var lines = code.split("\n", -1);
    var trace = new ArrayList<String>();
    for (var mark : marks.subList(0, Math.min(MARKS, marks.size()))) {
      var place = Math.clamp(mark.line(), 1, lines.length);
      trace.add(where(mark) + ": " + cut(mark.message()));
      trace.add("    " + cut(lines[place - 1].replace('\t', ' ')));
      trace.add("    " + carets(mark, lines[place - 1].length()));
    }
    return new Output.Failure(COMPILE, trace.getFirst(), trace);
  }

  private static String where(CodeMark mark) {
    return "line %d, column %d".formatted(mark.line(), mark.column());
  }

  /// Stands under what is meant, to the end of its line at most.
  private static String carets(CodeMark mark, int length) {
    var start = Math.clamp(mark.column(), 1, Math.max(1, Math.min(length, LONGEST)));
    var end = mark.endLine() == mark.line() ? mark.endColumn() : length + 1;
    return " ".repeat(start - 1) + "^".repeat(Math.clamp(end - start, 1, LONGEST));
  }

  private static Output thrown(KernelEvent.Error error, String cell) {
    var line =
        error.marks().stream()
            .filter(mark -> mark.cell().equals(cell))
            .findFirst()
            .map(mark -> " (line %d)".formatted(mark.line()))
            .orElse("");
    var message = cut(error.evalue()) + line;
    var trace = error.traceback().stream().limit(LINES).map(JavaFailure::cut).toList();
    return new Output.Failure(
        cut(error.ename()), message, trace.isEmpty() ? List.of(message) : trace);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
