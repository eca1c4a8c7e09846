package lab.harmony.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lab.harmony.yaml.YamlProblem;

/// What of Java code can be told to be unfinished without compiling it: quotes and comments that do
/// not end, brackets that do not match. Looks at each character once.
final class JavaText {

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";
  private static final String BLOCK = "\"\"\"";
  private static final int MOST = 10;

  private final String code;
  private final List<YamlProblem> problems = new ArrayList<>();
  private final Deque<Bracket> open = new ArrayDeque<>();
  private int at;
  private int line = 1;

  private record Bracket(char sign, int line) {}

  private JavaText(String code) {
    this.code = code;
  }

  /// What keeps it from being Java, by line; nothing where a compiler has to say.
  static List<YamlProblem> problems(String code) {
    var text = new JavaText(code);
    while (text.at < code.length() && text.problems.size() < MOST) {
      text.step();
    }
    if (text.problems.isEmpty() && !text.open.isEmpty()) {
      var bracket = text.open.getLast();
      text.problem(bracket.line, "the \"%c\" is not closed".formatted(bracket.sign));
    }
    return text.problems;
  }

  private void step() {
    var sign = code.charAt(at);
    if (code.startsWith("//", at)) {
      var end = code.indexOf('\n', at);
      at = end < 0 ? code.length() : end;
    } else if (code.startsWith("/*", at)) {
      over("/*", "*/", "this comment does not end; it needs */");
    } else if (code.startsWith(BLOCK, at)) {
      textBlock();
    } else if (sign == '"' || sign == '\'') {
      quoted(sign);
    } else {
      bracket(sign);
      move(1);
    }
  }

  /// Goes on behind the next end.
  private void over(String start, String end, String otherwise) {
    var found = code.indexOf(end, at + start.length());
    if (found < 0) {
      problem(line, otherwise);
      at = code.length();
    } else {
      move(found + end.length() - at);
    }
  }

  private void textBlock() {
    var begun = line;
    move(BLOCK.length());
    while (at < code.length() && !code.startsWith(BLOCK, at)) {
      move(code.charAt(at) == '\\' ? 2 : 1);
    }
    if (at >= code.length()) {
      problem(begun, "this text does not end; it needs \"\"\"");
    } else {
      move(BLOCK.length());
    }
  }

  private void quoted(char sign) {
    move(1);
    while (at < code.length() && code.charAt(at) != sign && code.charAt(at) != '\n') {
      at += code.charAt(at) == '\\' && !code.startsWith("\\\n", at) ? 2 : 1;
    }
    if (at < code.length() && code.charAt(at) == sign) {
      move(1);
    } else {
      problem(line, "this text does not end; it needs a second %c on its line".formatted(sign));
    }
  }

  private void bracket(char sign) {
    if (OPENING.indexOf(sign) >= 0) {
      open.addLast(new Bracket(sign, line));
    } else if (CLOSING.indexOf(sign) >= 0) {
      var wanted = OPENING.charAt(CLOSING.indexOf(sign));
      if (open.isEmpty()) {
        problem(line, "nothing is open that this \"%c\" could close".formatted(sign));
      } else if (open.removeLast() instanceof Bracket(var opened, var where) && opened != wanted) {
        problem(line, "\"%c\" cannot close the \"%c\" of line %d".formatted(sign, opened, where));
      }
    }
  }

  private void move(int characters) {
    for (var left = characters; left > 0 && at < code.length(); left--) {
      line += code.charAt(at) == '\n' ? 1 : 0;
      at++;
    }
  }

  private void problem(int where, String message) {
    problems.add(new YamlProblem(where, message));
  }
}
