package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.comparison.ArmAddress;
import lab.harmony.comparison.ui.CompareLinks;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridAddress;
import lab.harmony.reports.grid.GridArmFacts;
import lab.harmony.reports.grid.GridFact;
import lab.harmony.review.RatedBy;
import lab.harmony.runs.images.BlindPlanLink;
import lab.harmony.runs.images.ImageAxis;

/// The ways from a grid to whether its rows, columns or whatever else tells its pictures apart are
/// really better than one of them.
final class GridComparisons extends Composite<Div> {

  /// More values of an axis than these are compared by naming them.
  private static final int MOST = 24;

  GridComparisons(GridAddress address, Grid grid) {
    getContent().addClassName("grid-compare");
    var axes =
        Stream.concat(Stream.of(ImageAxis.values()).map(GridFact::of), grid.axes().facts().stream())
            .distinct()
            .filter(GridArmFacts::choosesArms)
            .filter(fact -> grid.values(fact).size() > 1 && grid.values(fact).size() <= MOST)
            .toList();
    setVisible(!axes.isEmpty());
    getContent().add(new Span("Is it really better?"));
    axes.forEach(axis -> getContent().add(link(address, grid, axis)));
    if (axes.contains(GridFact.of(ImageAxis.MODEL))) {
      getContent()
          .add(
              new Anchor(
                  BlindPlanLink.address(address.experiments(), grid.values(ImageAxis.MODEL)),
                  "Rate its models blind"));
    }
  }

  private static Anchor link(GridAddress address, Grid grid, GridFact fact) {
    var arms =
        grid.values(fact).stream()
            .map(value -> ArmAddress.at(address.experiments(), fact.text(), value))
            .toList();
    return new Anchor(
        "/" + CompareLinks.compare(arms, arms.getFirst(), judge(address.by())),
        "By " + fact.label());
  }

  private static Optional<String> judge(RatedBy by) {
    return switch (by) {
      case BOTH -> Optional.empty();
      case PEOPLE -> Optional.of("people");
      case MACHINE -> Optional.of("machine");
    };
  }
}
