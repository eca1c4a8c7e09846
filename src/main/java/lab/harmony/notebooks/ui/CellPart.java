package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import lab.harmony.design.Problem;
import lab.harmony.notebooks.Cell;
import lab.harmony.notebooks.CellId;
import lab.harmony.notebooks.CellKind;
import lab.harmony.notebooks.CellProblem;
import lab.harmony.notebooks.CellStanding;
import lab.harmony.notebooks.CellState;
import lab.harmony.notebooks.CitedNumber;
import lab.harmony.notebooks.Output;
import lab.harmony.runs.Run;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One cell: its count and state in the gutter, its source, and below it what came out.
final class CellPart extends Composite<Div> {
  private static final Logger LOG = LoggerFactory.getLogger(CellPart.class);

  private final CellId id;
  private final CellKind kind;
  private final CellActions actions;
  private final Span count = new Span();
  private final Div state = new Div();
  private final Span person = new Span();
  private final Div outputs = new Div();
  private final Div unrun = new Div();
  private final Div problem = new Div();
  private final Div refusal = new Div();
  private final Div notes = new Div();
  private final CellTools tools;
  private final CellText text;
  private final Div earlier = new Div();
  private final DoubtfulNumbers doubtful;
  private @Nullable RunHistory history;
  private @Nullable RunResult runResult;
  private List<Output> shownOutputs = List.of();
  private @Nullable CellState shownState;
  private @Nullable CellStanding shown;

  CellPart(Cell cell, CellActions actions) {
    this.id = cell.id();
    this.kind = cell.kind();
    this.actions = actions;
    this.tools = new CellTools(cell, actions);
    this.text = new CellText(cell, actions);
    this.doubtful = new DoubtfulNumbers(() -> actions.updateNumbers(id));
    count.addClassNames("cell__count", "mono");
    state.addClassName("cell__state");
    person.addClassName("cell__person");
    person.setVisible(false);
    problem.addClassName("cell__problem");
    refusal.addClassName("cell__problem");
    refusal.getElement().setAttribute("role", "alert");
    refuse("");
    notes.addClassName("cell__notes");
    outputs.addClassName("cell__outputs");
    unrun.addClassName("cell__unrun");
    unrun.setText(unrun(kind));
    var gutter = new Div(count, state, person);
    gutter.addClassName("cell__gutter");
    var body = new Div(tools, text, refusal, doubtful, problem, notes, unrun, earlier, outputs);
    body.addClassName("cell__body");
    getContent().addClassName("cell");
    getContent().add(gutter, body);
    var element = getContent().getElement();
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "group");
    element.setAttribute("data-cell", id.value());
    element.setAttribute("data-kind", kind.word());
    element.setAttribute("data-executable", kind.executable());
  }

  /// A part is made for one kind of one cell.
  boolean isFor(Cell cell) {
    return cell.id().equals(id) && cell.kind() == kind;
  }

  boolean executable() {
    return kind.executable();
  }

  /// Shows a cell as it stands; what is as before is not touched.
  void show(CellStanding now) {
    if (now.equals(shown)) {
      return;
    }
    var before = shown;
    shown = now;
    var cell = now.cell();
    if (history != null && !(before != null && sameRun(before, now))) {
      history.refresh();
    }
    if (before == null || !before.cell().equals(cell)) {
      text.show(cell);
      count.setText(
          cell.executionCount() == 0
              ? kind.executable() ? "[ ]" : ""
              : "[%d]".formatted(cell.executionCount()));
    }
    tools.show(cell);
    problem.setText(now.problem().orElse(""));
    problem.setVisible(now.problem().isPresent());
    notes.setText(String.join("\n", now.notes()));
    notes.setVisible(!now.notes().isEmpty());
    showState(now.state());
    unrun.setVisible(
        kind.executable()
            && cell.outputs().isEmpty()
            && now.run().isEmpty()
            && now.problem().isEmpty()
            && !now.state().busy());
    try {
      showOutputs(now);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The result of cell {} cannot be shown.", id, e);
      outputs.removeAll();
      runResult = null;
      shownOutputs = cell.outputs();
      outputs.add(
          new Problem(
              "This result cannot be shown",
              "It is not written as the lab writes results. Run the cell again, or correct the"
                  + " file."));
    }
  }

  /// Shows who else is in this cell; nobody when empty.
  void showPerson(String name) {
    person.setText(name);
    person.setVisible(!name.isEmpty());
  }

  /// Opens the text for writing.
  void edit() {
    text.edit();
  }

  /// Shows prose as it reads again.
  void close() {
    text.close();
  }

  /// Opens the list of the runs this cell had, or closes it.
  void toggleRuns() {
    if (history != null) {
      earlier.removeAll();
      history = null;
    } else if (kind == CellKind.RUN) {
      history =
          new RunHistory(
              () -> actions.runs(id),
              run -> actions.showRun(id, run),
              () -> actions.toggleRuns(id));
      earlier.add(history);
    }
  }

  /// Says which of the numbers its text cites are not what their results are.
  void showCited(List<CitedNumber> numbers) {
    doubtful.show(numbers);
  }

  /// Whether both show the same run, as far as it is over.
  private static boolean sameRun(CellStanding before, CellStanding now) {
    return before.run().map(Run::id).equals(now.run().map(Run::id))
        && before.state().busy() == now.state().busy();
  }

  void showDraft(String draft) {
    text.showConflict(draft);
  }

  /// Why the text was not saved; empty when it was.
  void refuse(String reason) {
    refusal.setText(reason);
    refusal.setVisible(!reason.isEmpty());
  }

  private void showState(CellState now) {
    if (now.equals(shownState)) {
      return;
    }
    shownState = now;
    state.removeAll();
    state.add(CellStateText.of(now));
    var element = getContent().getElement();
    element.setAttribute("data-state", now.word());
    element.setAttribute("aria-label", "%s cell, %s".formatted(KindMenu.label(kind), now.word()));
  }

  /// What stands in the place of a result that there is none of yet.
  private static String unrun(CellKind kind) {
    return switch (kind) {
      case RUN -> "Not run yet: Shift Enter makes the pictures.";
      case SCORES -> "Not run yet: Shift Enter shows the scores.";
      case CHART -> "Not run yet: Shift Enter draws the chart.";
      case GRID -> "Not run yet: Shift Enter lays out the pictures.";
      case MARKDOWN, FINDING, CODE, RAW -> "";
    };
  }

  private void showOutputs(CellStanding look) {
    if (kind == CellKind.RUN && look.run().isPresent()) {
      showRun(look, look.run().get());
      return;
    }
    runResult = null;
    var told = untold(look);
    if (!shownOutputs.equals(told) || outputs.getComponentCount() == 0) {
      shownOutputs = told;
      outputs.removeAll();
      shownOutputs.forEach(output -> outputs.add(Results.of(output, actions.shown(id))));
    }
  }

  private void showRun(CellStanding look, Run run) {
    var result = runResult;
    if (result == null || !result.shows(run)) {
      outputs.removeAll();
      result = new RunResult(run, () -> actions.stop(id));
      outputs.add(result);
      runResult = result;
      shownOutputs = List.of();
    }
    result.show(run, look.state(), look.images());
    var failures = untold(look).stream().filter(Output.Failure.class::isInstance).toList();
    if (!failures.equals(shownOutputs)) {
      shownOutputs = failures;
      outputs.removeAll();
      failures.forEach(failure -> outputs.add(Results.of(failure, actions.shown(id))));
      outputs.add(result);
    }
  }

  /// The outputs without those that only say what is wrong with the source: above them stands what
  /// is wrong with it now.
  private static List<Output> untold(CellStanding look) {
    return look.problem().isEmpty()
        ? look.cell().outputs()
        : look.cell().outputs().stream()
            .filter(output ->
                !(output instanceof Output.Failure failure
                    && failure.name().equals(CellProblem.NAME)))
            .toList();
  }
}
