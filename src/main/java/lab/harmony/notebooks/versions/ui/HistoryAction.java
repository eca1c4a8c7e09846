package lab.harmony.notebooks.versions.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import java.util.List;
import java.util.function.Supplier;
import lab.harmony.design.CommandSource.Command;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.spi.NotebookAction;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/// The way from a notebook to what it was before.
@Service
@Order(60)
final class HistoryAction implements NotebookAction {

  @Override
  public Component control(ExperimentSlug experiment, Supplier<NotebookStanding> standing) {
    var button = new Button("History", _ -> UI.getCurrent().navigate(HistoryLinks.of(experiment)));
    button.addClickShortcut(Key.KEY_H, KeyModifier.CONTROL, KeyModifier.ALT);
    return button;
  }

  @Override
  public List<Command> commands(ExperimentSlug experiment, Supplier<NotebookStanding> standing) {
    return List.of(
        new Command("Experiment", "History of this notebook", HistoryLinks.of(experiment)));
  }
}
