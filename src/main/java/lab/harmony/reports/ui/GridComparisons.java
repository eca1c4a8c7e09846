package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import lab.harmony.comparison.ArmAddress;
import lab.harmony.comparison.ui.CompareLinks;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridAddress;
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
        List.of(ImageAxis.values()).stream()
            .filter(axis -> grid.values(axis).size() > 1 && grid.values(axis).size() <= MOST)
            .toList();
    setVisible(!axes.isEmpty());
    getContent().add(new Span("Is it really better?"));
    axes.forEach(axis -> getContent().add(link(address, grid, axis)));
    if (axes.contains(ImageAxis.MODEL)) {
      getContent()
          .add(
              new Anchor(
                  BlindPlanLink.address(address.experiments(), grid.values(ImageAxis.MODEL)),
                  "Rate its models blind"));
    }
  }

  private static Anchor link(GridAddress address, Grid grid, ImageAxis axis) {
    var arms =
        grid.values(axis).stream()
            .map(value -> ArmAddress.at(address.experiments(), axis, value))
            .toList();
    return new Anchor(
        "/" + CompareLinks.compare(arms, arms.getFirst(), judge(address.by())),
        "By " + axis.label());
  }

  private static Optional<String> judge(RatedBy by) {
    return switch (by) {
      case BOTH -> Optional.empty();
      case PEOPLE -> Optional.of("people");
      case MACHINE -> Optional.of("machine");
    };
  }
}
