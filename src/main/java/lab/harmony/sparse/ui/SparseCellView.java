package lab.harmony.sparse.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.Notice;
import lab.harmony.design.Times;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.prose.PictureFinder;
import lab.harmony.prose.ui.Prose;
import lab.harmony.sparse.SparseFilling;
import lab.harmony.sparse.StoredSparse;

/// Sparse grids show their answers, have their open cells drawn, and lead to their pictures.
@org.springframework.stereotype.Component
final class SparseCellView implements CellView {

  private final SparseFilling filling;
  private final CurrentPerson person;
  private final Rights rights;

  SparseCellView(SparseFilling filling, CurrentPerson person, Rights rights) {
    this.filling = filling;
    this.person = person;
    this.rights = rights;
  }

  @Override
  public CellKind kind() {
    return CellKind.SPARSE;
  }

  @Override
  public List<Component> results(Cell cell, ResultPlace place) {
    if (cell.outputs().stream().anyMatch(Output.Failure.class::isInstance)) {
      return List.of();
    }
    return StoredSparse.find(cell)
        .flatMap(stored ->
            Output.displays(cell.outputs())
                .flatMap(display -> display.text("text/markdown").stream())
                .findFirst()
                .map(words ->
                    List.<Component>of(
                        new Prose(words, PictureFinder.NONE), actions(cell, stored, place))))
        .orElse(List.of());
  }

  private Component actions(Cell cell, StoredSparse stored, ResultPlace place) {
    var actions = new Div();
    actions.addClassName("sparse__actions");
    var who = person.actor();
    if (stored.next() > 0
        && rights.may(who, Right.COMPUTE)
        && rights.may(who, Right.EDIT_EXPERIMENTS)) {
      var draw = new Button(words(stored));
      draw.setDisableOnClick(true);
      draw.addClickListener(_ -> draw(draw, cell, place, who));
      actions.add(draw);
    }
    actions.add(
        new Anchor("/experiments/%s/grid".formatted(place.experiment()), "See its pictures"));
    return actions;
  }

  private static String words(StoredSparse stored) {
    long open = stored.count(StoredSparse.Answer.OPEN);
    return "Draw %s for %s%s"
        .formatted(
            stored.next() == 1 ? "1 picture" : stored.next() + " pictures",
            open == 1 ? "the open cell" : "the %d open cells".formatted(open),
            stored.nextTakes().map(time -> ", " + Times.about(time)).orElse(""));
  }

  private void draw(Button draw, Cell cell, ResultPlace place, Actor who) {
    LiveParts.answer(
        UI.getCurrentOrThrow(),
        () -> filling.further(place.experiment(), cell, who),
        came -> {
          switch (came) {
            case Edit.Saved _ -> {}
            case Edit.Refused(var reason) -> refused(draw, reason);
            case Edit.Conflict _ ->
                refused(
                    draw, "Somebody has changed the cell a moment ago. Look at it and try again.");
            case Edit.Gone _ -> refused(draw, "The cell was removed.");
          }
        });
  }

  private static void refused(Button draw, String reason) {
    Notice.problem(reason);
    draw.setEnabled(true);
  }
}
