package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.comparison.ArmAddress;
import lab.harmony.comparison.ui.CompareLinks;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridAddress;
import lab.harmony.reports.grid.GridArmFacts;
import lab.harmony.reports.grid.GridAxis;
import lab.harmony.reports.grid.GridFact;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.runs.images.BlindPlanLink;
import lab.harmony.runs.images.ImageAxis;

/// The ways from a grid to whether its rows, columns or whatever else tells its pictures apart are
/// really better than one of them.
final class GridComparisons extends Composite<Div> {

  /// More values of an axis than these are compared by naming them.
  private static final int MOST = 24;

  /// What raters are told, what is another face, and what are other words.
  private static final Set<String> TOLD =
      Set.of("archetype", "emotion", "seed", "wording", "template", "negative");

  GridComparisons(GridAddress address, Grid grid) {
    getContent().addClassName("grid-compare");
    var axes =
        Stream.concat(Stream.of(ImageAxis.values()).map(GridFact::of), grid.axes().facts().stream())
            .distinct()
            .filter(GridArmFacts::choosesArms)
            .filter(fact -> shown(grid, fact).size() > 1 && shown(grid, fact).size() <= MOST)
            .toList();
    setVisible(!axes.isEmpty());
    getContent().add(new Span("Is it really better?"));
    axes.forEach(axis -> getContent().add(link(address, grid, axis)));
    axes.stream()
        .filter(GridComparisons::isRatedBlind)
        .forEach(axis -> getContent().add(blind(arms(address, grid, axis), axis)));
  }

  /// Whether raters are not told it, and it changes neither the words nor the face.
  private static boolean isRatedBlind(GridFact fact) {
    return !TOLD.contains(fact.text()) && !fact.text().startsWith("phrase.");
  }

  private static Anchor link(GridAddress address, Grid grid, GridFact fact) {
    var arms = arms(address, grid, fact);
    return new Anchor(
        "/" + CompareLinks.compare(arms, arms.getFirst(), judge(address.by())),
        "By " + fact.label());
  }

  private static Anchor blind(List<ArmAddress> arms, GridFact fact) {
    return new Anchor(
        BlindPlanLink.address(arms.stream().map(ArmAddress::toString).toList()),
        "Rate blind by " + fact.label());
  }

  /// The chosen values of an axis, at the step of the bar that is looked at and at the values of
  /// which one alone was chosen. What is filtered belongs to them: pictures that were chosen by
  /// their verdicts would tell nothing.
  private static List<ArmAddress> arms(GridAddress address, Grid grid, GridFact fact) {
    var where = new LinkedHashMap<String, String>();
    grid.axes().chosen().stream()
        .filter(chosen -> chosen.only().size() == 1)
        .forEach(chosen -> put(where, chosen.fact(), chosen.only().getFirst()));
    grid.bar().forEach(step -> put(where, step.axis().fact(), step.value()));
    return shown(grid, fact).stream()
        .map(value -> {
          where.put(fact.text(), value);
          return new ArmAddress(address.experiments(), where);
        })
        .toList();
  }

  private static void put(Map<String, String> where, GridFact fact, String value) {
    if (GridArmFacts.choosesArms(fact)) {
      where.put(fact.text(), value);
    }
  }

  private static List<String> shown(Grid grid, GridFact fact) {
    var only =
        grid.axes().chosen().stream()
            .filter(chosen -> chosen.fact().equals(fact))
            .map(GridAxis::only)
            .flatMap(List::stream)
            .toList();
    return grid.values(fact).stream()
        .filter(value -> only.isEmpty() || only.contains(value))
        .toList();
  }

  private static Optional<String> judge(RatedBy by) {
    return switch (by) {
      case BOTH -> Optional.empty();
      case PEOPLE -> Optional.of("people");
      case MACHINE -> Optional.of("machine");
    };
  }
}
