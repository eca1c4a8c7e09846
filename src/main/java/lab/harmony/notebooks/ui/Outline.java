package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lab.harmony.notebooks.Cell;
import lab.harmony.notebooks.CellId;
import lab.harmony.notebooks.CellStanding;
import lab.harmony.notebooks.SafeHtml;

/// The notebook at a glance: headings, and each cell with its state.
final class Outline extends Composite<Div> {
  private static final Rendered<String> PLAIN =
      new Rendered<>(words -> SafeHtml.ofMarkdown(words).text());

  private final Consumer<CellId> open;
  private List<Line> shown = List.of();

  private record Line(CellId cell, String words, String kind, String state) {}

  Outline(Consumer<CellId> open) {
    this.open = open;
    getContent().addClassName("outline");
    getContent()
        .getElement()
        .setAttribute("role", "navigation")
        .setAttribute("aria-label", "Outline");
  }

  void show(List<CellStanding> cells) {
    var lines =
        cells.stream()
            .map(standing ->
                new Line(
                    standing.cell().id(),
                    words(standing.cell()),
                    standing.cell().kind().word(),
                    standing.state().word()))
            .filter(line -> !line.words().isEmpty())
            .toList();
    if (lines.equals(shown)) {
      return;
    }
    shown = lines;
    getContent().removeAll();
    lines.forEach(line -> getContent().add(button(line)));
  }

  private NativeButton button(Line line) {
    var button = new NativeButton("", _ -> open.accept(line.cell()));
    button.addClassName("outline__line");
    button.getElement().setAttribute("data-kind", line.kind());
    button.getElement().setAttribute("data-state", line.state());
    var mark = new Span(mark(line.state()));
    mark.addClassName("outline__mark");
    mark.getElement().setAttribute("aria-hidden", "true");
    var plain = PLAIN.of(line.words());
    var words = new Span(plain);
    words.addClassName("outline__words");
    words.setTitle(plain);
    button.add(mark, words);
    if (!line.state().equals("not run")) {
      var spoken = new Span(", " + line.state());
      spoken.addClassName("visually-hidden");
      button.add(spoken);
    }
    return button;
  }

  private static String mark(String state) {
    return switch (state) {
      case "queued" -> "○";
      case "running" -> "▸";
      case "finished" -> "✓";
      case "failed" -> "✕";
      case "stale" -> "◐";
      default -> "";
    };
  }

  private static String words(Cell cell) {
    return switch (cell.kind()) {
      case MARKDOWN -> heading(cell);
      case FINDING -> "Finding: " + (heading(cell).isEmpty() ? firstLine(cell) : heading(cell));
      case RUN -> "Run" + named(cell, "model") + adapters(cell);
      case SCORES -> "Scores";
      case CHART -> "Chart" + named(cell, "figure") + named(cell, "by").replace(" · ", " ");
      case GRID -> "Grid";
      case CODE, RAW -> "";
    };
  }

  private static String heading(Cell cell) {
    return cell.source()
        .lines()
        .filter(line -> line.startsWith("#"))
        .findFirst()
        .map(line -> plain(line.replaceFirst("^#+\\s*", "")))
        .orElse("");
  }

  private static String firstLine(Cell cell) {
    return cell.source()
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(Outline::plain)
        .orElse("empty");
  }

  /// A line of Markdown without links, emphasis and code marks.
  static String plain(String line) {
    return line.replaceAll("!?\\[([^\\[\\]]*)\\]\\([^()]*\\)", "$1").replaceAll("[*`~]", "");
  }

  /// ` + lora-v1` where the source asks for it in one line, as pictures are told apart by it.
  private static String adapters(Cell cell) {
    return Arrays.stream(named(cell, "adapters").replaceAll("^ · |[\\[\\]\"']", "").split(","))
        .map(adapter -> adapter.replaceFirst(":\\s*-?[\\d.]+\\s*$", "").strip())
        .filter(name -> !name.isEmpty())
        .map(name -> " + " + name)
        .collect(Collectors.joining());
  }

  private static String named(Cell cell, String setting) {
    return cell.source()
        .lines()
        .filter(line -> line.startsWith(setting + ":"))
        .findFirst()
        .map(line -> " · " + line.substring(setting.length() + 1).strip())
        .orElse("");
  }
}
