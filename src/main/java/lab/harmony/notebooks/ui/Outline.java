package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.design.StateWord;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.prose.SafeHtml;
import lab.harmony.prose.ui.Rendered;

/// The notebook at a glance: headings, and each cell with its state.
final class Outline extends Composite<Div> {
  private static final Rendered<String> PLAIN =
      new Rendered<>(words -> SafeHtml.ofMarkdown(words).text());

  private final KindsOnPage kinds;
  private final Consumer<CellId> open;
  private List<Line> shown = List.of();

  private record Line(CellId cell, String words, String kind, String state) {}

  Outline(KindsOnPage kinds, Consumer<CellId> open) {
    this.kinds = kinds;
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
                    kinds.of(standing.cell()).outline(standing.cell()),
                    kinds.of(standing.cell()).kind().word(),
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
    return Arrays.stream(StateWord.values())
        .filter(word -> word.within().equals(state))
        .map(StateWord::shape)
        .findFirst()
        .orElse("");
  }
}
