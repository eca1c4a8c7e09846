package lab.harmony.kernel.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelEvent.CodeMark;

/// What is told of a cell that failed: in which line of which cell, and javac's or the exception's
/// own words.
final class CellErrors {

  private static final int FRAMES = 30;
  private static final int LONGEST = 10_000; // characters of a message

  private final Map<String, CellPlace> places = new HashMap<>();

  void remember(Snippet snippet, CellPlace place) {
    places.put(snippet.id(), place);
  }

  void forget(Snippet snippet) {
    places.remove(snippet.id());
  }

  /// Code that does not compile.
  KernelEvent.Error of(String parent, CellPlace place, List<Diag> problems) {
    var marks = problems.stream().filter(Diag::isError).map(place::mark).toList();
    return new KernelEvent.Error(
        parent,
        "CompileError",
        marks.stream().map(CodeMark::message).collect(Collectors.joining("\n")),
        marks.stream()
            .map(mark -> "%d:%d %s".formatted(mark.line(), mark.column(), mark.message()))
            .toList(),
        marks);
  }

  /// Code that threw.
  KernelEvent.Error of(String parent, JShellException thrown) {
    var lines = new ArrayList<String>();
    var marks = new ArrayList<CodeMark>();
    for (Throwable cause = thrown; cause != null && lines.size() < FRAMES; ) {
      lines.add((lines.isEmpty() ? "" : "Caused by: ") + words(cause));
      Arrays.stream(cause.getStackTrace()).limit(FRAMES).forEach(frame -> add(frame, lines, marks));
      cause = cause.getCause();
    }
    return new KernelEvent.Error(parent, name(thrown), message(thrown), lines, marks);
  }

  private void add(StackTraceElement frame, List<String> lines, List<CodeMark> marks) {
    var at = place(frame);
    at.ifPresent(marks::add);
    lines.add(
        at.map(mark -> "  at cell %s, line %d".formatted(mark.cell(), mark.line()))
            .orElseGet(() -> "  at " + frame));
  }

  private Optional<CodeMark> place(StackTraceElement frame) {
    var file = frame.getFileName();
    return file != null && file.startsWith("#") && frame.getLineNumber() > 0
        ? Optional.ofNullable(places.get(file.substring(1)))
            .map(place -> place.line(frame.getLineNumber()))
        : Optional.empty();
  }

  private static String words(Throwable thrown) {
    var message = message(thrown);
    return message.isEmpty() ? name(thrown) : "%s: %s".formatted(name(thrown), message);
  }

  private static String name(Throwable thrown) {
    return switch (thrown) {
      case EvalException of -> of.getExceptionClassName();
      case UnresolvedReferenceException _ -> "NotDefined";
      default -> thrown.getClass().getName();
    };
  }

  private static String message(Throwable thrown) {
    return switch (thrown) {
      case UnresolvedReferenceException of ->
          "%s needs what is not defined yet".formatted(SnippetWords.name(of.getSnippet()));
      default -> cut(Optional.ofNullable(thrown.getMessage()).orElse(""));
    };
  }

  private static String cut(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
  }
}
