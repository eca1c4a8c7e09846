package lab.harmony.design.lists;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.router.Location;
import java.util.List;
import java.util.function.Function;

/// The part of a screen that lists things whose words can be searched: the first lines of what
/// fits, more when somebody asks, and what to do where there is nothing.
///
/// @param <T> what a line is about
public final class NarrowedList<T> extends Composite<Div> {

  private final Narrowing narrowing;
  private final List<T> all;
  private final Function<T, String> words;
  private final Function<List<T>, List<ListItem>> make;
  private final String listClass;
  private final EmptyState none;

  /// @param one of what is listed, `experiment`
  /// @param many of it, `experiments`
  /// @param words that are searched
  /// @param listClass of the list that holds the lines
  /// @param make makes the lines of a part, in its order
  /// @param none what stands there while there is nothing at all
  public NarrowedList(
      String one,
      String many,
      List<T> all,
      Function<T, String> words,
      String listClass,
      Function<List<T>, List<ListItem>> make,
      EmptyState none) {
    this.all = List.copyOf(all);
    this.words = words;
    this.listClass = listClass;
    this.make = make;
    this.none = none;
    narrowing = new Narrowing(one, many, this::show);
    getContent().addClassName("page__scroll");
  }

  /// What narrows it, for the bar of the screen.
  public Narrowing narrowing() {
    return narrowing;
  }

  /// Shows what an address asks for.
  public void read(Location asked) {
    narrowing.read(asked);
    show();
  }

  private void show() {
    var wanted = all.stream().filter(one -> narrowing.fits(words.apply(one))).toList();
    narrowing.count(wanted.size(), all.size());
    getContent().removeAll();
    if (all.isEmpty()) {
      getContent().add(none);
    } else if (wanted.isEmpty()) {
      getContent().add(narrowing.nothing());
    } else {
      getContent().add(new LongList<>(listClass, wanted, make));
    }
  }
}
