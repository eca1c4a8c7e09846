package lab.harmony.notebooks.spi;

import com.vaadin.flow.component.Component;
import lab.harmony.notebooks.ExperimentSlug;

/// An action in the bar of an experiment's page, such as "Publish"; offered as a bean.
///
/// The page asks for `List<NotebookAction>` and shows each control, in the order of the beans.
public interface NotebookAction {

  /// The button, for one experiment; it does all of its work itself.
  Component control(ExperimentSlug experiment);
}
