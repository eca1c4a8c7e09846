package lab.harmony.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.ExperimentNames;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.json.Json;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.sources.RunCells;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Executes an experiment's notebook and writes the results into it.
@Needs(Right.COMPUTE)
@Command(
    name = "run",
    description =
        "Runs an experiment's notebook, or some of its cells, and stores the results in it.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(paramLabel = "EXPERIMENT", description = "Name of its folder in experiments/.")
  String experiment;

  @Option(
      names = "--cell",
      paramLabel = "ID",
      description = "Run only this cell; may be given several times.")
  List<String> cells = List.of();

  @Option(
      names = "--changed",
      description = "Run only what never ran, failed, or rests on something that changed.")
  boolean changed;

  @Option(names = "--json", description = "Print the state of every cell as JSON.")
  boolean json;

  private final Supplier<ConfigurableApplicationContext> lab;

  RunCommand() {
    this(LabContext::open);
  }

  RunCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() {
    try (var context = lab.get()) {
      var slug = ExperimentNames.slug(spec, context, experiment);
      var chosen =
          chosen(ExperimentNames.notebook(context, slug), context.getBean(CellHandlers.class));
      var execution = context.getBean(NotebookExecution.class);
      var done = start(execution, slug, chosen, context);
      follow(execution, slug, done);
      return report(context, slug, chosen);
    }
  }

  private List<CellId> chosen(Notebook notebook, CellHandlers handlers) {
    var chosen = new ArrayList<CellId>();
    for (var name : cells) {
      chosen.add(
          notebook.cells().stream()
              .filter(cell -> cell.id().value().equals(name) && handlers.isExecutable(cell))
              .map(Cell::id)
              .findFirst()
              .orElseThrow(() ->
                  new ParameterException(
                      spec.commandLine(),
                      "%s has no cell \"%s\" to run; there are: %s"
                          .formatted(experiment, name, executable(notebook, handlers)))));
    }
    return chosen;
  }

  private static String executable(Notebook notebook, CellHandlers handlers) {
    return String.join(
        ", ",
        notebook.cells().stream()
            .filter(cell -> handlers.isExecutable(cell))
            .map(cell -> cell.id().value())
            .toList());
  }

  private CompletableFuture<Void> start(
      NotebookExecution execution,
      ExperimentSlug slug,
      List<CellId> chosen,
      ApplicationContext context) {
    var by = context.getBean(CurrentPerson.class).actor();
    if (!chosen.isEmpty()) {
      return execution.run(slug, chosen, by);
    }
    return changed ? execution.runChanged(slug, by) : execution.runAll(slug, by);
  }

  /// Says on standard error what happens, a line whenever something is new.
  private void follow(
      NotebookExecution execution, ExperimentSlug slug, CompletableFuture<Void> done) {
    var said = new HashMap<CellId, String>();
    while (!done.isDone()) {
      done.copy().completeOnTimeout(null, 500, TimeUnit.MILLISECONDS).join();
      execution
          .states(slug)
          .forEach((cell, state) -> {
            var words = progress(state);
            if (!words.isEmpty() && !words.equals(said.put(cell, words))) {
              spec.commandLine().getErr().println(cell + ": " + words);
            }
          });
      spec.commandLine().getErr().flush();
    }
  }

  private static String progress(CellState state) {
    return switch (state) {
      case CellState.Queued(var position) -> "%s, number %d".formatted(state.word(), position);
      case CellState.Running running ->
          running.total() == 0
              ? state.word()
              : "%d of %d pictures".formatted(running.done(), running.total());
      case CellState.Idle _,
          CellState.Waiting _,
          CellState.Finished _,
          CellState.Failed _,
          CellState.Stale _ ->
          "";
    };
  }

  private int report(ApplicationContext context, ExperimentSlug slug, List<CellId> chosen) {
    var notebook = ExperimentNames.notebook(context, slug);
    var states = context.getBean(NotebookExecution.class).states(slug, notebook);
    var handlers = context.getBean(CellHandlers.class);
    var out = spec.commandLine().getOut();
    var failed = false;
    var rows = new ArrayList<Map<String, Object>>();
    for (var cell : notebook.cells()) {
      if (!handlers.isExecutable(cell) || !chosen.isEmpty() && !chosen.contains(cell.id())) {
        continue;
      }
      var state = states.getOrDefault(cell.id(), new CellState.Idle());
      failed |= state instanceof CellState.Failed;
      rows.add(row(cell, state));
      if (!json) {
        out.println(
            "%-20s %-7s %s%s"
                .formatted(
                    cell.id(),
                    cell.kind().word(),
                    state.word(),
                    reason(state).isEmpty() ? "" : ": " + reason(state)));
      }
    }
    if (json) {
      var result = new LinkedHashMap<String, Object>();
      result.put("experiment", slug.value());
      result.put("cells", rows);
      out.println(Json.MAPPER.writeValueAsString(result));
    }
    out.flush();
    return failed ? 1 : 0;
  }

  private static Map<String, Object> row(Cell cell, CellState state) {
    var row = new LinkedHashMap<String, Object>();
    row.put("id", cell.id().value());
    row.put("kind", cell.kind().word());
    row.put("state", state.word());
    if (!reason(state).isEmpty()) {
      row.put("reason", reason(state));
    }
    if (cell.executionCount() > 0) {
      row.put("executionCount", cell.executionCount());
    }
    RunCells.run(cell).ifPresent(run -> row.put("run", run.value()));
    return row;
  }

  private static String reason(CellState state) {
    return switch (state) {
      case CellState.Failed(var reason) -> reason;
      case CellState.Stale(var reason) -> reason;
      case CellState.Idle _,
          CellState.Waiting _,
          CellState.Queued _,
          CellState.Running _,
          CellState.Finished _ ->
          "";
    };
  }
}
