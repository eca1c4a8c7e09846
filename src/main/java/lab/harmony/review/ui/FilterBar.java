package lab.harmony.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import lab.harmony.review.ReviewFilter;
import lab.harmony.review.ReviewFilter.Show;
import lab.harmony.runs.RunImage;

/// Narrows the faces to some; what is chosen stands in the address.
final class FilterBar extends Composite<Div> {
  private static final String SHOW = "show";
  private static final String CELL = "cell";
  private static final String EVERY_CELL = "All cells";

  private final Location location;

  FilterBar(Location location, List<RunImage> faces) {
    this.location = location;
    var filter = of(location);
    var show = new Select<Show>();
    show.setItems(Show.values());
    show.setItemLabelGenerator(Show::label);
    show.setAriaLabel("Which faces");
    show.setValue(filter.show());
    show.addValueChangeListener(
        event -> go(SHOW, event.getValue() == Show.ALL ? "" : event.getValue().word()));
    var cells = new ArrayList<String>();
    cells.add(EVERY_CELL);
    faces.stream().map(face -> face.prompt().cell()).distinct().sorted().forEach(cells::add);
    var cell = new Select<String>();
    cell.setItems(cells);
    cell.setAriaLabel("Which cell");
    cell.setValue(filter.cell().filter(cells::contains).orElse(EVERY_CELL));
    cell.addValueChangeListener(
        event -> go(CELL, event.getValue().equals(EVERY_CELL) ? "" : event.getValue()));
    getContent().addClassName("review-filter");
    getContent().add(show, cell);
  }

  /// What an address asks for.
  static ReviewFilter of(Location location) {
    var parameters = location.getQueryParameters();
    return new ReviewFilter(
        Show.named(parameters.getSingleParameter(SHOW).orElse("")),
        parameters.getSingleParameter(CELL).filter(cell -> !cell.isBlank()));
  }

  private void go(String name, String value) {
    var parameters = new HashMap<>(location.getQueryParameters().getParameters());
    parameters.remove(name);
    Optional.of(value)
        .filter(given -> !given.isEmpty())
        .ifPresent(given -> parameters.put(name, List.of(given)));
    UI.getCurrent().navigate(location.getPath(), new QueryParameters(parameters));
  }
}
