package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import java.util.function.Supplier;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.spi.NotebookAction;
import lab.harmony.reports.ui.links.ReportLinks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/// The way from the page of an experiment to its comparison grid.
@Service
@Order(50)
final class GridAction implements NotebookAction {

  @Override
  public Component control(ExperimentSlug experiment, Supplier<NotebookStanding> standing) {
    return new Anchor("/" + ReportLinks.grid(experiment.value()), "Grid");
  }
}
