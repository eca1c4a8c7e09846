package lab.harmony.notebooks.differences;

import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;

/// What came out of a cell, in a few words: `image/png of 1,204 characters, printed text`.
public final class OutputWords {

  private OutputWords() {}

  public static String of(Cell cell) {
    return cell.outputs().isEmpty()
        ? "nothing"
        : cell.outputs().stream().map(OutputWords::of).collect(Collectors.joining(", "));
  }

  private static String of(Output output) {
    return switch (output) {
      case Output.Stream(_, var text) -> "printed text of %,d characters".formatted(text.length());
      case Output.Failure(var name, var message, _) -> "%s: %s".formatted(name, message);
      case Output.Display display ->
          forms(display).stream()
              .map(form ->
                  "%s of %,d characters"
                      .formatted(form, display.text(form).map(String::length).orElse(0)))
              .collect(Collectors.joining(" and "));
    };
  }

  private static List<String> forms(Output.Display display) {
    return display.data().keySet().stream().sorted().toList();
  }
}
