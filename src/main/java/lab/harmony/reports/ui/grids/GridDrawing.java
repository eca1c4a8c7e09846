package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.grid.GridSparse;
import lab.harmony.sparse.SparsePlans;
import org.springframework.stereotype.Component;

/// Has what is missing in a grid drawn.
@Component
public final class GridDrawing {

  private final SparsePlans plans;
  private final CurrentPerson person;
  private final Rights rights;

  GridDrawing(SparsePlans plans, CurrentPerson person, Rights rights) {
    this.plans = plans;
    this.person = person;
    this.rights = rights;
  }

  /// For whoever may draw and change the notebook.
  public Optional<Button> button(String experiment, GridSparse sparse) {
    var who = person.actor();
    if (!rights.may(who, Right.COMPUTE) || !rights.may(who, Right.EDIT_EXPERIMENTS)) {
      return Optional.empty();
    }
    var slug = new ExperimentSlug(experiment);
    return Optional.of(
        new Button(
            "Draw a balanced part first …",
            _ -> {
              var ui = UI.getCurrentOrThrow();
              new SparseDialog(
                      ui,
                      sparse.there(),
                      () -> planned(slug, sparse, who),
                      () -> plans.begin(slug, sparse.source(), who),
                      _ -> ui.navigate("experiments/" + experiment))
                  .open();
            }));
  }

  private SparseDialog.Planned planned(ExperimentSlug experiment, GridSparse sparse, Actor by) {
    try {
      return new SparseDialog.Planned.Found(plans.plan(experiment, sparse.source(), by));
    } catch (IllegalArgumentException problem) {
      return new SparseDialog.Planned.Refused(String.valueOf(problem.getMessage()));
    }
  }
}
