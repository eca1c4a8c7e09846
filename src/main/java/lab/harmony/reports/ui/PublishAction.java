package lab.harmony.reports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.CommandSource.Command;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.citations.Citations;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.spi.NotebookAction;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.reports.Reports;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/// "Publish" on the page of an experiment: asks, freezes it and shows where the report lies.
@Service
@Order(100)
final class PublishAction implements NotebookAction {

  private final Reports reports;
  private final Notebooks notebooks;
  private final CellHandlers handlers;
  private final CurrentPerson person;

  PublishAction(Reports reports, Notebooks notebooks, CellHandlers handlers, CurrentPerson person) {
    this.handlers = handlers;
    this.reports = reports;
    this.notebooks = notebooks;
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
    var who = person.name();
    if (notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook)) {
      new PublishDialog(
              notebook.title().orElse(experiment.value()),
              stale(notebook, standing.get().cells(), handlers),
              preview(experiment, notebook, who),
              () -> reports.publish(experiment, who))
          .open();
    }
  }

  /// The cells whose results are not those of what the notebook says now.
  static List<String> stale(Notebook notebook, List<CellStanding> cells, CellHandlers handlers) {
    return Stream.concat(cells(cells), numbers(notebook, handlers)).toList();
  }

  /// The numbers in texts that are not what their results are.
  private static Stream<String> numbers(Notebook notebook, CellHandlers handlers) {
    return new Citations(notebook, handlers)
        .all(Set.of()).entrySet().stream()
            .flatMap(text ->
                text.getValue().stream()
                    .filter(CitedNumber::doubtful)
                    .map(number -> "%s: %s".formatted(text.getKey(), number.sentence())));
  }

  private static Stream<String> cells(List<CellStanding> cells) {
    return cells.stream()
        .flatMap(cell -> {
          var id = cell.cell().id();
          return switch (cell.state()) {
            case CellState.Stale(var reason) -> Stream.of("%s: %s.".formatted(id, reason));
            case CellState.Failed _ -> Stream.of("%s failed.".formatted(id));
            case CellState.Waiting _, CellState.Queued _, CellState.Running _ ->
                Stream.of("%s is being executed.".formatted(id));
            case CellState.Idle _, CellState.Finished _ -> Stream.<String>of();
          };
        });
  }

  private DownloadHandler preview(ExperimentSlug experiment, Notebook notebook, String who) {
    return DownloadHandler.fromInputStream(
            _ -> {
              var page = reports.page(experiment, notebook, who).getBytes(StandardCharsets.UTF_8);
              return new DownloadResponse(
                  new ByteArrayInputStream(page),
                  experiment + ".html",
                  "text/html;charset=utf-8",
                  page.length);
            })
        .inline();
  }
}
