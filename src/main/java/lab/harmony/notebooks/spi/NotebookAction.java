package lab.harmony.notebooks.spi;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.function.Supplier;
import lab.harmony.design.CommandSource.Command;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookStanding;

/// An action in the bar of an experiment's page, such as "Publish"; offered as a bean.
///
/// The page asks for `List<NotebookAction>` and shows each control, in the order of the beans.
public interface NotebookAction {

  /// The button, for one experiment; it does all of its work itself.
  ///
  /// @param standing where the notebook stands, as the page knows it; costs nothing to ask for
  Component control(ExperimentSlug experiment, Supplier<NotebookStanding> standing);

  /// What the command palette offers of it while the notebook is on the screen.
  ///
  /// @param standing as for the button
  default List<Command> commands(ExperimentSlug experiment, Supplier<NotebookStanding> standing) {
    return List.of();
  }
}
