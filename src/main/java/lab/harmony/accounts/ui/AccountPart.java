package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import lab.harmony.people.Actor;

/// A part of one's own account that another feature has; offered as a bean.
public interface AccountPart {

  String title();

  /// What it shows to whose account it is; empty where there is nothing.
  Optional<Component> of(Actor me);
}
