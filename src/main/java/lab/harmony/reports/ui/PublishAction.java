package lab.harmony.reports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.CommandSource.Command;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.spi.NotebookAction;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.reports.ReportReaders;
import lab.harmony.reports.Reports;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/// "Publish" on the page of an experiment: asks, freezes it and shows where the report lies.
@Service
@Order(100)
final class PublishAction implements NotebookAction {

  private final Reports reports;
  private final ReportReaders readers;
  private final Notebooks notebooks;
  private final People people;
  private final CurrentPerson person;

  PublishAction(
      Reports reports,
      ReportReaders readers,
      Notebooks notebooks,
      People people,
      CurrentPerson person) {
    this.reports = reports;
    this.readers = readers;
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

  private void ask(ExperimentSlug experiment, Supplier<NotebookStanding> standing) {
    var who = person.actor();
    if (notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook)) {
      var states =
          standing.get().cells().stream()
              .collect(Collectors.toMap(cell -> cell.cell().id(), CellStanding::state));
      new PublishDialog(
              notebook.title().orElse(experiment.value()),
              new PublishForm(
                  who,
                  reports.stale(notebook, states),
                  readers.of(experiment, who),
                  people.all().stream().filter(Person::maySignIn).toList()),
              said -> reports.preview(experiment, said),
              (said, stopped) -> reports.publish(experiment, said, stopped))
          .open();
    }
  }
}
