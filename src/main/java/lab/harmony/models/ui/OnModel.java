package lab.harmony.models.ui;

import com.vaadin.flow.component.Component;
import lab.harmony.models.ModelName;

/// What other features have to say of a model or an adapter on its page; offered as a bean.
public interface OnModel {

  /// A part of the page; it finds out what takes long away from the session, and shows nothing
  /// while there is nothing to say.
  ///
  /// @param sha256 of the weights that are looked at
  Component of(ModelName name, String sha256);
}
