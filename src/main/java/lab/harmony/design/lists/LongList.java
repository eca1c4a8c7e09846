package lab.harmony.design.lists;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasComponents;
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

  private final HasComponents lines;
  private final Button more = new Button("", _ -> showMore());
  private final List<T> all;
  private final Function<List<T>, ? extends List<? extends Component>> make;
  private int shown;

  /// @param listClass of the list that holds the lines
  /// @param make makes the lines of a part, in its order
  public LongList(String listClass, List<T> all, Function<List<T>, List<ListItem>> make) {
    this(lines(listClass), all, make);
  }

  /// In a list or table of another kind.
  ///
  /// @param make makes what a part adds to it
  public <L extends Component & HasComponents> LongList(
      L lines, List<T> all, Function<List<T>, ? extends List<? extends Component>> make) {
    this.all = List.copyOf(all);
    this.make = make;
    this.lines = lines;
    more.addClassName("long-list__more");
    getContent().addClassName("long-list");
    getContent().add(lines, more);
    showMore();
  }

  private static UnorderedList lines(String listClass) {
    var lines = new UnorderedList();
    lines.addClassName(listClass);
    return lines;
  }

  /// How many lines are shown.
  public int shown() {
    return shown;
  }

  /// Shows at least so many, where there are so many.
  public LongList<T> atLeast(int many) {
    while (shown < Math.min(many, all.size())) {
      showMore();
    }
    return this;
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
