package lab.harmony.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import lab.harmony.design.live.LiveParts;
import lab.harmony.design.live.NavigationCount;
import lab.harmony.shell.Doors.Screen;

/// The links of the navigation, to screens that are open to whoever sees it.
final class OpenScreens extends Composite<Div> {
  private final transient Supplier<List<Screen>> screens;
  private final transient List<Part> parts;
  private final transient List<NavigationCount> counts;

  /// Those from one place in the order of all screens up to another, under a name.
  record Part(String name, double from, double below) {}

  OpenScreens(Supplier<List<Screen>> screens, List<NavigationCount> counts, Part... parts) {
    this.screens = screens;
    this.counts = List.copyOf(counts);
    this.parts = List.of(parts);
    show();
  }

  /// Once more, where somebody may see others than before.
  void show() {
    var open = screens.get();
    getContent().removeAll();
    parts.forEach(part ->
        getContent()
            .add(
                links(
                    part.name(),
                    open.stream()
                        .filter(it -> it.order() >= part.from() && it.order() < part.below())
                        .toList())));
  }

  private Component links(String name, List<Screen> screens) {
    var part = new SideNav();
    part.getElement().setAttribute("aria-label", name);
    part.setVisible(!screens.isEmpty());
    for (var screen : screens) {
      var item = new SideNavItem(screen.title(), screen.path());
      item.setMatchNested(true);
      if (screen.path().isEmpty()) {
        item.setPathAliases(Set.of("experiments")); // the list is the home, its pages lie below
      }
      counts.stream()
          .filter(count ->
              count.path().equals(screen.path().replaceFirst("^/", "").replaceFirst("/:.*$", "")))
          .forEach(count -> item.setSuffixComponent(number(count)));
      part.addItem(item);
    }
    return part;
  }

  /// Nothing while nothing waits, and until that is known: the page does not wait for it.
  private static Component number(NavigationCount count) {
    var number = new Span();
    number.addClassName("shell__count");
    number.setVisible(false);
    LiveParts.followAway(
        number,
        count.count(),
        now -> {
          number.setText(now == 0 ? "" : String.valueOf(now));
          number.setVisible(now > 0);
          number.setTitle(count.words(now));
          number.getElement().setAttribute("aria-label", count.words(now));
          number.getElement().setAttribute("role", "img");
        });
    return number;
  }
}
