package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lab.harmony.design.Percents;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.sparse.SparsePlans.Plan;

/// Says what a balanced part of a grid is, how long it takes and what it may save, and has it
/// drawn.
final class SparseDialog extends Dialog {

  private final Div body = new Div(new Paragraph("Looking what has to be drawn …"));
  private final Button go = new Button("Draw it");

  /// A plan, or why there is none.
  sealed interface Planned {
    record Found(Plan plan) implements Planned {}

    record Refused(String reason) implements Planned {}
  }

  /// @param shown how many pictures the grid shows of it
  /// @param plan finds out what would be drawn, away from the session
  /// @param begin has it drawn, away from the session
  /// @param begun goes on from there
  SparseDialog(
      UI ui, int shown, Supplier<Planned> plan, Supplier<Edit> begin, Consumer<Edit.Saved> begun) {
    setHeaderTitle("Draw a balanced part first");
    setWidth("34rem");
    body.getElement().setAttribute("role", "status");
    go.addThemeVariants(ButtonVariant.PRIMARY);
    go.setEnabled(false);
    go.setDisableOnClick(true);
    go.addClickListener(_ -> LiveParts.answer(ui, begin, edit -> came(edit, begun)));
    add(body);
    getFooter().add(new Button("Leave it", _ -> close()), go);
    LiveParts.answer(ui, plan, planned -> show(planned, shown));
  }

  private void show(Planned planned, int shown) {
    body.removeAll();
    switch (planned) {
      case Planned.Refused(var reason) -> body.add(new Problem("It cannot be drawn", reason));
      case Planned.Found(var found) -> {
        body.add(
            new Paragraph(first(found)), new Paragraph(then(found)), new Paragraph(saves(found)));
        if (found.there() < shown) {
          body.add(
              new Paragraph(
                  "%s the grid shows %s not count: a model, an adapter or a prompt has become another since, or they were drawn elsewhere."
                      .formatted(
                          shown - found.there() == 1
                              ? "1 picture that"
                              : "%d pictures that".formatted(shown - found.there()),
                          shown - found.there() == 1 ? "does" : "do")));
        }
        go.setText("Draw %s".formatted(pictures(found.first())));
        go.setEnabled(true);
      }
    }
  }

  private static String first(Plan plan) {
    return "Of %s %s there and count. %s drawn now%s, so that every two values of two axes stand together equally often, as far as can be."
        .formatted(
            pictures(plan.pictures()),
            plan.there() == 1 ? "1 is" : plan.there() + " are",
            plan.first() == 1 ? "1 is" : plan.first() + " are",
            plan.takes().map(time -> ", " + Times.about(time)).orElse(""));
  }

  private static String then(Plan plan) {
    return "Then it is said of each of the %d cells whether %s of its faces are perfect, or that this is still open, and more is drawn for the open cells alone, when you ask for it."
        .formatted(plan.cells(), Percents.ofHundred(plan.reaches()));
  }

  private static String saves(Plan plan) {
    return "What need not be drawn is saved: up to %s%s. It becomes a cell at the end of the notebook."
        .formatted(
            pictures(plan.left()), plan.saves().map(time -> ", " + Times.about(time)).orElse(""));
  }

  private static String pictures(long count) {
    return count == 1 ? "1 picture" : "%d pictures".formatted(count);
  }

  private void came(Edit edit, Consumer<Edit.Saved> begun) {
    switch (edit) {
      case Edit.Saved saved -> {
        close();
        begun.accept(saved);
      }
      case Edit.Refused(var reason) -> refused(reason);
      case Edit.Conflict _, Edit.Gone _ ->
          refused("The notebook has changed a moment ago. Try it again.");
    }
  }

  private void refused(String reason) {
    body.add(new Problem("Nothing was queued", reason));
    go.setEnabled(true);
  }
}
