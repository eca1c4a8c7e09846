package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.UI;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.CommandSource;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.ui.experiments.ExperimentLinks;
import lab.harmony.notebooks.ui.experiments.NewExperimentDialog;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What can be done with experiments from the command palette, once somebody types; the places come
/// first.
@Component
@Order
@Needs(Right.EDIT_EXPERIMENTS)
class ExperimentActions implements CommandSource {
  private final Experiments experiments;
  private final NotebookExecution execution;
  private final CurrentPerson person;

  ExperimentActions(Experiments experiments, NotebookExecution execution, CurrentPerson person) {
    this.experiments = experiments;
    this.execution = execution;
    this.person = person;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    if (query.isBlank()) {
      return List.of();
    }
    var actions = new ArrayList<Command>();
    if (UI.getCurrentOrThrow().getCurrentView() instanceof NotebookView notebook) {
      actions.addAll(notebook.commands());
    }
    actions.add(
        Command.action(
            "New experiment", () -> new NewExperimentDialog(experiments, person.actor()).open()));
    experiments
        .titles()
        .forEach((slug, title) -> {
          actions.add(run("Run what changed in " + slug, slug, false));
          actions.add(run("Run all of " + slug, slug, true));
        });
    return actions.stream()
        .filter(action -> CommandSource.fits(action.name(), query))
        .limit(limit)
        .toList();
  }

  /// Shows the notebook while it runs.
  private Command run(String name, ExperimentSlug slug, boolean everything) {
    return Command.action(
        name,
        () -> {
          if (everything) {
            execution.runAll(slug, person.actor());
          } else {
            execution.runChanged(slug, person.actor());
          }
          UI.getCurrent().navigate(ExperimentLinks.notebook(slug));
        });
  }
}
