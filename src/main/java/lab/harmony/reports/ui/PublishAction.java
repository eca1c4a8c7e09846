package lab.harmony.reports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.CommandSource.Command;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.spi.NotebookAction;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.Readership;
import lab.harmony.reports.readers.ReportReaders;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/// "Publish" on the page of an experiment: asks, freezes it and shows where the report lies.
@Service
@Order(100)
final class PublishAction implements NotebookAction {

  private final Reports reports;
  private final ReportReaders readers;
  private final Readership readership;
  private final Notebooks notebooks;
  private final People people;
  private final CurrentPerson person;

  PublishAction(
      Reports reports,
      ReportReaders readers,
      Readership readership,
      Notebooks notebooks,
      People people,
      CurrentPerson person) {
    this.reports = reports;
    this.readers = readers;
    this.readership = readership;
    this.notebooks = notebooks;
    this.people = people;
    this.person = person;
  }

  @Override
  public Component control(ExperimentSlug experiment, Supplier<NotebookStanding> standing) {
    return new Button("Publish", _ -> ask(experiment, standing));
  }

  @Override
  public List<Command> commands(ExperimentSlug experiment, Supplier<NotebookStanding> standing) {
    return List.of(Command.action("Publish this notebook", () -> ask(experiment, standing)));
  }

  /// Reading the notebook and who could read the report takes a moment, and more the larger they
  /// are: the dialog is there at once and is filled then.
  private void ask(ExperimentSlug experiment, Supplier<NotebookStanding> standing) {
    var who = person.actor();
    var states =
        standing.get().cells().stream()
            .collect(Collectors.toMap(cell -> cell.cell().id(), CellStanding::state));
    var dialog =
        new PublishDialog(
            said -> reports.preview(experiment, said),
            (said, stopped) -> reports.publish(experiment, said, stopped));
    dialog.open();
    LiveParts.answer(UI.getCurrent(), () -> found(experiment, states, who), dialog::show);
  }

  private PublishDialog.Asked found(
      ExperimentSlug experiment, Map<CellId, CellState> states, Actor who) {
    try {
      return switch (notebooks.open(experiment)) {
        case OpenedNotebook.Readable(var notebook) -> {
          var title = notebook.title().orElse(experiment.value());
          var stale = reports.stale(notebook, states);
          var lines =
              readers.of(experiment, who).stream().filter(readership.decidable(who)).toList();
          var all = people.all().stream().filter(Person::maySignIn).toList();
          yield new PublishDialog.Ready(title, () -> new PublishForm(who, stale, lines, all));
        }
        case OpenedNotebook.Unreadable(var reason) -> new PublishDialog.NotNow(reason);
        case OpenedNotebook.Missing _ ->
            new PublishDialog.NotNow("The experiment is not there any more.");
      };
    } catch (RuntimeException problem) {
      return new PublishDialog.NotNow(
          "It could not be read: %s. Try again.".formatted(problem.getMessage()));
    }
  }
}
