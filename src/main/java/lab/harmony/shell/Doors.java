package lab.harmony.shell;

import com.vaadin.flow.router.RouteConfiguration;
import java.lang.reflect.AnnotatedElement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.aop.support.AopUtils;
import org.springframework.stereotype.Service;

/// Which screens, and which of what features offer to all screens, are open to whoever is signed
/// in: what [Needs] says of them. What says nothing is open to nobody.
@Service
class Doors {

  private final Rights rights;
  private final CurrentPerson person;

  /// A screen that the navigation leads to.
  ///
  /// @param order where it stands among them
  record Screen(String title, String path, double order) {}

  Doors(Rights rights, CurrentPerson person) {
    this.rights = rights;
    this.person = person;
  }

  /// Whether whoever is signed in may have this.
  boolean open(Right right) {
    return rights.may(person.actor(), right);
  }

  /// Whether they may go to the screen of this class, or do what it offers.
  boolean open(AnnotatedElement what) {
    return needs(what).filter(this::open).isPresent();
  }

  /// Whether they are offered what this bean offers.
  boolean offered(Object bean) {
    return open(AopUtils.getTargetClass(bean));
  }

  /// Whether they may go to the screen at this address, such as `runs/r000012`.
  boolean leads(String path) {
    return screen(path).filter(this::open).isPresent();
  }

  /// The screens of the navigation that are open, in their order.
  List<Screen> screens() {
    return RouteConfiguration.forApplicationScope().getAvailableRoutes().stream()
        .filter(route -> route.getMenuData() != null && open(route.getNavigationTarget()))
        .map(route ->
            new Screen(
                route.getMenuData().getTitle(),
                withoutParameters(route.getTemplate()),
                route.getMenuData().getOrder()))
        .sorted(Comparator.comparingDouble(Screen::order))
        .toList();
  }

  /// The list of a screen that shows one of it by an optional parameter: `models` of
  /// `models/:model?`.
  private static String withoutParameters(String template) {
    return template.replaceFirst("/?:.*$", "");
  }

  /// What the screen at this address needs; empty where none is.
  Optional<Right> needs(String path) {
    return screen(path).flatMap(Doors::needs);
  }

  static Optional<Right> needs(AnnotatedElement what) {
    return Optional.ofNullable(what.getAnnotation(Needs.class)).map(Needs::value);
  }

  private static Optional<Class<?>> screen(String path) {
    var address = path.replaceFirst("^/", "").replaceFirst("[?#].*$", "");
    return RouteConfiguration.forApplicationScope().getRoute(address).map(it -> it);
  }
}
