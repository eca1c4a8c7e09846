package lab.harmony.design.lists;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.function.Function;

/// A list that shows its first lines, and more of them when somebody asks: a line that is not shown
/// is not made.
///
/// @param <T> what a line is about
public final class LongList<T> extends Composite<Div> {

  /// More than fill a window.
  private static final int PART = 40;

  private final UnorderedList lines = new UnorderedList();
  private final Button more = new Button("", _ -> showMore());
  private final List<T> all;
  private final Function<List<T>, List<ListItem>> make;
  private int shown;

  /// @param listClass of the list that holds the lines
  /// @param make makes the lines of a part, in its order
  public LongList(String listClass, List<T> all, Function<List<T>, List<ListItem>> make) {
    this.all = List.copyOf(all);
    this.make = make;
    lines.addClassName(listClass);
    more.addClassName("long-list__more");
    getContent().addClassName("long-list");
    getContent().add(lines, more);
    showMore();
  }

  private void showMore() {
    var part = all.subList(shown, Math.min(all.size(), shown + PART));
    make.apply(part).forEach(lines::add);
    shown += part.size();
    var left = all.size() - shown;
    more.setText("Show %d more of %d".formatted(Math.min(PART, left), left));
    more.setVisible(left > 0);
  }
}
