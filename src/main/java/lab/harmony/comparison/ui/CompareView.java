package lab.harmony.comparison.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.ComparisonWords;
import lab.harmony.comparison.PairOrder;
import lab.harmony.comparison.PairOrders;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.Problem;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.review.Scores;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.BlindPlanLink;
import org.jspecify.annotations.Nullable;

/// Whether arms are really better than one of them. The address says which arms, whose scores, and
/// which pairs are open.
@Route("compare")
@PageTitle("Compare · Harmony Lab")
@Menu(title = "Compare", order = 35)
@Needs(Right.LOOK)
final class CompareView extends Composite<Div> implements BeforeEnterObserver {

  private final LiveAnswers answers;
  private final PairOrders orders;
  private final Scores scores;
  private final CurrentPerson person;

  CompareView(LiveAnswers answers, PairOrders orders, Scores scores, CurrentPerson person) {
    this.answers = answers;
    this.orders = orders;
    this.scores = scores;
    this.person = person;
    getContent().addClassNames("page", "compare");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var reading = CompareAddress.read(event.getLocation().getQueryParameters().getParameters());
    getContent().removeAll();
    getContent().add(new Shown(reading));
  }

  /// One address.
  private final class Shown extends Composite<Div> {
    private CompareAddress address;
    private @Nullable Told seen;
    private final CompareBar bar;
    private final Div body = new Div();

    Shown(CompareAddress.Reading reading) {
      address = reading.address();
      bar = new CompareBar(address, scores.experiments(), this::go);
      body.addClassNames("page__scroll", "compare__body");
      body.getElement().setAttribute("tabindex", "-1");
      getContent().addClassName("compare__shown");
      var top = new PageBar("Compare", bar);
      getContent().add(address.arms().isEmpty() ? top : top.withActions(blind(address.arms())));
      reading
          .problems()
          .forEach(words -> getContent().add(new Problem("This could not be followed", words)));
      getContent().add(body);
      var question = address.question();
      if (question.isEmpty()) {
        body.add(nothing());
        return;
      }
      body.add(new Paragraph("Comparing …"));
      LiveParts.followAway(this, answers.of(question.get()), this::show, this::failed);
    }

    private void failed() {
      body.removeAll();
      body.add(
          Problem.ofLab(
              "The comparison could not be computed", () -> UI.getCurrent().getPage().reload()));
    }

    /// The same arms, rated by people who do not know which is which.
    private static Anchor blind(List<ArmAddress> arms) {
      return new Anchor(
          BlindPlanLink.address(arms.stream().map(ArmAddress::toString).toList()), "Rate blind");
    }

    private EmptyState nothing() {
      return new EmptyState(
          address.arms().isEmpty() ? "Nothing is compared yet" : "One more is needed",
          "Choose two experiments above. Runs, models, scales and prompts are compared from the page of a run or from a grid, epochs from the page of a training.",
          new Anchor("/grids", "Open the grids"));
    }

    private void show(LiveAnswers.Answered now) {
      body.removeAll();
      if (now.told().isEmpty()) {
        body.add(new Problem("This cannot be compared", now.problem()));
        return;
      }
      var told = now.told().get();
      if (seen == null) {
        seen = told;
      }
      var changed = ChangedSince.words(seen.comparisons(), told.comparisons());
      if (!changed.isEmpty()) {
        var words = new Paragraph(changed);
        words.addClassName("compare__changed");
        words.getElement().setAttribute("role", "status");
        body.add(words);
      }
      bar.show(told, names(told));
      var all = told.comparisons().all();
      for (int at = 0; at < all.size(); at++) {
        body.add(part(told, all.get(at), at));
      }
      var note = new Paragraph(ComparisonWords.note(told));
      note.addClassName("compare__note");
      body.add(note);
    }

    private List<CompareBar.Named> names(Told told) {
      var names = new ArrayList<CompareBar.Named>();
      var baseline = address.baseline().orElseThrow();
      int next = 0;
      for (var arm : address.arms()) {
        names.add(
            new CompareBar.Named(
                arm,
                arm.equals(baseline)
                    ? told.comparisons().baseline().name()
                    : told.comparisons().all().get(next++).first().name()));
      }
      return names;
    }

    private ComparisonPart part(Told told, Comparison comparison, int at) {
      var arm = address.question().orElseThrow().others().get(at);
      var part =
          new ComparisonPart(comparison, H2::new)
              .whenOpened(open -> {
                address = address.withPairs(open ? at + 1 : 0);
                replaceAddress();
              });
      comparison
          .missing()
          .ifPresent(pairs ->
              part.withActions(
                  new Button(
                      "Draw %d more pairs …".formatted(pairs),
                      _ -> order(comparison, arm, pairs))));
      if (told.comparisons().all().size() > 1) {
        part.withActions(
            new Button(
                "Leave it out",
                _ ->
                    go(
                        address.withArms(
                            address.arms().stream().filter(one -> !one.equals(arm)).toList()))));
      }
      part.showPairs(address.pairs() == at + 1);
      return part;
    }

    private void replaceAddress() {
      getUI()
          .ifPresent(
              ui -> ui.getPage().getHistory().replaceState(null, new Location(address.path())));
    }

    private void order(Comparison comparison, ArmAddress arm, int pairs) {
      var baseline = address.baseline().orElseThrow();
      var actor = person.actor();
      new OrderDialog(
              UI.getCurrent(),
              () -> OrderDialog.Planned.by(() -> orders.plan(comparison, pairs)),
              order -> orders.queue(order, actor),
              (order, runs) -> queued(order, runs, arm, baseline))
          .open();
    }

    /// The arms have the new runs from now on.
    private void queued(
        PairOrder order, PairOrders.Ordered.Queued runs, ArmAddress arm, ArmAddress baseline) {
      var arms = new ArrayList<ArmAddress>();
      var than = baseline;
      for (var one : address.arms()) {
        var ids =
            one.equals(arm)
                ? runs.first()
                : one.equals(baseline) ? runs.second() : List.<RunId>of();
        var with = one;
        for (var id : ids) {
          with = with.with(id.value());
        }
        than = one.equals(baseline) ? with : than;
        arms.add(with);
      }
      Notice.show(
          "%d faces are queued. The comparison counts them as they are drawn."
              .formatted(order.faces()));
      go(new CompareAddress(arms, Optional.of(than), address.by(), 0));
    }

    private void go(CompareAddress chosen) {
      getUI().ifPresent(ui -> ui.navigate("compare", new QueryParameters(chosen.parameters())));
    }
  }
}
