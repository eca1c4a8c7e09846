package lab.harmony.design;

import com.vaadin.flow.component.Component;
import java.util.Optional;

/// A screen that stays in the page, unseen, while its person looks at another one, so that the way
/// back shows it at once and as it was left. Its view has to be the same one again
/// (`com.vaadin.flow.spring.annotation.UIScope`); nothing that it shows is brought up to date
/// before it is seen again.
public interface KeptScreen {

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
