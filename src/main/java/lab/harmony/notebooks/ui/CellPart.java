package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellHandler;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.notebooks.ui.results.CellOutputs;
import lab.harmony.notebooks.ui.results.CellStateText;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.ui.TalkMark;
import org.jspecify.annotations.Nullable;

/// One cell: its count and state in the gutter, its source, and below it what came out.
final class CellPart extends Composite<Div> {
  private final CellId id;
  private final CellKind kind;
  private final CellHandler handler;
  private final Optional<CellView> view;
  private final CellActions actions;
  private final Span count = new Span();
  private final Div state = new Div();
  private final Span person = new Span();
  private final CellOutputs outputs;
  private final Div unrun = new Div();
  private final Div problem = new Div();
  private final Div refusal = new Div();
  private final Div notes = new Div();
  private final CellTools tools;
  private final CellText text;
  private final Div earlier = new Div();
  private final DoubtfulNumbers doubtful;
  private CellView.@Nullable EarlierPart opened;
  private final Div gutter;
  private @Nullable TalkMark talk;
  private @Nullable CellState shownState;
  private @Nullable CellStanding shown;

  CellPart(Cell cell, CellActions actions, KindsOnPage kinds) {
    this.id = cell.id();
    this.kind = cell.kind();
    this.handler = kinds.of(cell);
    this.actions = actions;
    this.tools = new CellTools(cell, handler, actions);
    this.text = new CellText(cell, handler, actions);
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
    this.view = kinds.view(handler);
    this.outputs = new CellOutputs(handler, view, actions.place(id));
    unrun.addClassName("cell__unrun");
    unrun.setText(handler instanceof ExecutableCell executable ? executable.invitation() : "");
    gutter = new Div(count, state, person);
    gutter.addClassName("cell__gutter");
    var body = new Div(tools, text, refusal, doubtful, problem, notes, unrun, earlier, outputs);
    body.addClassName("cell__body");
    getContent().addClassName("cell");
    getContent().add(gutter, body);
    var element = getContent().getElement();
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "group");
    element.setAttribute("data-cell", id.value());
    element.setAttribute("data-kind", handler.kind().word());
    element.setAttribute("data-executable", executable());
    element.setAttribute("data-earlier", view.flatMap(CellView::earlier).isPresent());
  }

  /// A part is made for one kind of one cell.
  boolean isFor(Cell cell) {
    return cell.id().equals(id) && cell.kind().equals(kind);
  }

  boolean executable() {
    return handler instanceof ExecutableCell;
  }

  /// Shows a cell as it stands; what is as before is not touched.
  void show(CellStanding now) {
    if (now.equals(shown)) {
      return;
    }
    var before = shown;
    shown = now;
    var cell = now.cell();
    if (opened != null && !(before != null && sameWork(before, now))) {
      opened.refresh();
    }
    if (before == null || !before.cell().equals(cell)) {
      text.show(cell);
      count.setText(
          cell.executionCount() == 0
              ? executable() ? "[ ]" : ""
              : "[%d]".formatted(cell.executionCount()));
    }
    tools.show(cell);
    problem.setText(now.problem().orElse(""));
    problem.setVisible(now.problem().isPresent());
    notes.setText(String.join("\n", now.notes()));
    notes.setVisible(!now.notes().isEmpty());
    showState(now.state());
    unrun.setVisible(
        executable()
            && now.outputs().isEmpty()
            && now.work().equals(CellWork.NONE)
            && now.problem().isEmpty()
            && !now.state().busy());
    outputs.show(now);
  }

  /// Shows who else is in this cell; nobody when empty.
  void showPerson(String name) {
    person.setText(name);
    person.setVisible(!name.isEmpty());
  }

  /// Shows whether anything is said about this cell; most have no mark.
  void showTalk(ThreadCount now) {
    if (talk == null && now.threads() > 0) {
      talk = new TalkMark("this cell", false, () -> actions.talk(id));
      gutter.add(talk);
    }
    if (talk != null) {
      talk.show(now);
    }
  }

  /// Opens the text for writing.
  void edit() {
    text.edit();
  }

  /// Shows prose as it reads again.
  void close() {
    text.close();
  }

  /// Opens what this cell had before, where its kind keeps that, or closes it.
  void toggleEarlier() {
    if (opened != null) {
      earlier.removeAll();
      opened = null;
    } else if (view.flatMap(CellView::earlier).orElse(null) instanceof CellView.Earlier kept) {
      opened = kept.open(actions.earlier(id));
      earlier.add(opened.component());
    }
  }

  /// Says which of the numbers its text cites are not what their results are.
  void showCited(List<CitedNumber> numbers) {
    doubtful.show(numbers);
  }

  /// Whether both show the same work, as far as it is over; what is quick may be over before it is
  /// seen to be busy.
  private static boolean sameWork(CellStanding before, CellStanding now) {
    return before.work().key().equals(now.work().key())
        && before.cell().executionCount() == now.cell().executionCount()
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
    element.setAttribute("aria-label", "%s cell, %s".formatted(handler.label(), now.word()));
  }
}
