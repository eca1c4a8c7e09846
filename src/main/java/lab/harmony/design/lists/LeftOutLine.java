package lab.harmony.design.lists;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;

/// A quiet line below a list: what could not be read, each with its name and reason. Not there when
/// everything could.
public final class LeftOutLine extends Composite<Div> {

  private final String one;
  private final String many;
  private List<String> shown = List.of();

  /// @param one of what is listed, `run`
  /// @param many of it, `runs`
  public LeftOutLine(String one, String many) {
    this.one = one;
    this.many = many;
    getContent().addClassName("left-out");
    getContent().setVisible(false);
  }

  /// @param lines `experiments/a/runs/r1/run.json: it is empty`
  public LeftOutLine show(List<String> lines) {
    if (!lines.equals(shown)) {
      shown = List.copyOf(lines);
      getContent().removeAll();
      getContent().setVisible(!lines.isEmpty());
      if (lines.size() == 1) {
        getContent().add(new Span("1 %s could not be read: ".formatted(one) + lines.getFirst()));
      } else if (!lines.isEmpty()) {
        var list = new UnorderedList();
        lines.forEach(line -> list.add(new ListItem(line)));
        getContent()
            .add(new NativeDetails("%d %s could not be read".formatted(lines.size(), many), list));
      }
    }
    return this;
  }
}
