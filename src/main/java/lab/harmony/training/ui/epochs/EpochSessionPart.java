package lab.harmony.training.ui.epochs;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.design.live.LiveParts;
import lab.harmony.models.KeptAdapter;
import lab.harmony.models.ModelName;
import lab.harmony.runs.images.BlindPlanLink;
import lab.harmony.training.EpochSessions;

/// The way from the page of a training to a plan in which its epochs are rated blind against each
/// other, or why there is none yet, and what to do.
public final class EpochSessionPart extends Composite<Div> {

  private final ModelName training;

  /// @param mayPlan whether whoever looks may plan one
  public EpochSessionPart(ModelName training, EpochOrders orders, boolean mayPlan) {
    this.training = training;
    setVisible(false);
    if (!mayPlan) {
      return;
    }
    LiveParts.followAway(this, orders.sessions(training), this::show);
  }

  private void show(EpochSessions.Found found) {
    setVisible(true);
    getContent().removeAll();
    getContent().add(new H3("What do people see?"));
    switch (found) {
      case EpochSessions.Found.Ready ready -> {
        getContent()
            .add(
                new Paragraph(
                    "Runs of %s drew %s with %s of the same prompts and seeds: people can rate them without knowing which is which."
                        .formatted(
                            listed(ready.experiments()), listed(ready.names()), ready.together())),
                new Anchor(
                    BlindPlanLink.address(ready.arms().stream().map(ArmAddress::toString).toList()),
                    "Blind session…"));
      }
      case EpochSessions.Found.NotYet none ->
          getContent()
              .add(
                  new Paragraph(
                      "A blind session of its epochs needs pictures of two of them, by the same prompts and seeds, drawn by runs. %s Draw the same prompts once for each epoch: in a run cell, or by “Draw more pairs” above; a prompt asks for one as <lora:%s:1>."
                          .formatted(
                              none.drawn().isEmpty()
                                  ? "No run has drawn with an adapter of it yet."
                                  : "Runs drew %s, and no two of it alike."
                                      .formatted(listed(none.drawn())),
                              training + "-" + KeptAdapter.ofEpoch(training, 1).when())));
    }
  }

  private static String listed(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : "%s and %s"
            .formatted(String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
  }
}
