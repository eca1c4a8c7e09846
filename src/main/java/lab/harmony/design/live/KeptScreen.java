package lab.harmony.design.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import java.util.Optional;

/// A screen that stays in the page, unseen, while its person looks at another one, so that the way
/// back shows it at once and as it was left. Its view has to be the same one again
/// (`com.vaadin.flow.spring.annotation.UIScope`); nothing that it shows is brought up to date
/// before it is seen again.
///
/// The router tells whatever stands in the page of every way that is taken, the kept screen too; of
/// those that lead to other screens it learns nothing here.
public interface KeptScreen extends BeforeEnterObserver {

  /// The way leads to this screen.
  void entered(BeforeEnterEvent event);

  @Override
  default void beforeEnter(BeforeEnterEvent event) {
    if (event.getNavigationTarget().isInstance(this)) {
      entered(event);
    }
  }

  /// The person has gone to another screen.
  void left();

  /// Whether a part belongs to a kept screen that is not seen now.
  static boolean hides(Component part) {
    Optional<Component> at = Optional.of(part);
    while (at.isPresent()) {
      var component = at.get();
      if (component instanceof KeptScreen && !component.isVisible()) {
        return true;
      }
      at = component.getParent();
    }
    return false;
  }
}
