package lab.harmony.comparison.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.harmony.comparison.PairOrder;
import lab.harmony.comparison.PairOrders;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.design.live.LiveParts;

/// Says what would be drawn for the pairs that are missing and how long it takes, and queues it.
public final class OrderDialog extends Dialog {

  private final Div body = new Div(new Paragraph("Looking what has to be drawn …"));
  private final Button go = new Button("Queue it");

  /// What would be drawn, or why nothing can be.
  public record Planned(Optional<PairOrder> order, String problem) {

    /// @param plan throws an IllegalArgumentException in words where nothing can be drawn
    public static Planned by(Supplier<PairOrder> plan) {
      try {
        return new Planned(Optional.of(plan.get()), "");
      } catch (IllegalArgumentException e) {
        return new Planned(Optional.empty(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// @param plan finds out what would be drawn, away from the session
  /// @param queue queues it, away from the session
  /// @param queued goes on where it was
  public OrderDialog(
      UI ui,
      Supplier<Planned> plan,
      Function<PairOrder, PairOrders.Ordered> queue,
      BiConsumer<PairOrder, PairOrders.Ordered.Queued> queued) {
    setHeaderTitle("Draw the pairs that are missing");
    setWidth("32rem");
    body.getElement().setAttribute("role", "status");
    go.addThemeVariants(ButtonVariant.PRIMARY);
    go.setEnabled(false);
    go.setDisableOnClick(true);
    add(body);
    getFooter().add(new Button("Leave it", _ -> close()), go);
    LiveParts.answer(
        ui,
        plan,
        planned ->
            show(
                planned,
                order ->
                    LiveParts.answer(
                        ui, () -> queue.apply(order), came -> came(order, came, queued))));
  }

  private void came(
      PairOrder order,
      PairOrders.Ordered came,
      BiConsumer<PairOrder, PairOrders.Ordered.Queued> queued) {
    switch (came) {
      case PairOrders.Ordered.Refused(var reason) ->
          body.add(new Problem("Nothing was queued", reason));
      case PairOrders.Ordered.Queued it -> {
        close();
        queued.accept(order, it);
      }
    }
  }

  private void show(Planned planned, Consumer<PairOrder> queue) {
    body.removeAll();
    var problem =
        planned.order().isEmpty()
            ? Optional.of(planned.problem())
            : planned.order().get().refusal();
    planned
        .order()
        .ifPresent(order -> {
          body.add(
              new Paragraph(order.words()),
              new Paragraph(
                  order
                          .expected()
                          .map(time ->
                              "It takes %s, as the runs before took for each face."
                                  .formatted(Times.about(time)))
                          .orElse(
                              "How long it takes is not known: no run of this kind was timed here.")
                      + " It waits its turn in the line."),
              new Paragraph(
                  "The machine judge reads the new faces. People can score them once a run cell of a"
                      + " notebook names the runs."));
          go.setEnabled(problem.isEmpty());
          go.addClickListener(_ -> queue.accept(order));
        });
    problem.ifPresent(reason -> body.add(new Problem("It cannot be drawn", reason)));
  }
}
