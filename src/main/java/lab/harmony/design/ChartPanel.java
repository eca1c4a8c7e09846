package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import tools.jackson.databind.node.ObjectNode;

/// A figure: drawn from a Vega-Lite specification, with the same in words, and its rows on request.
public final class ChartPanel extends Composite<Div> {
  private final Drawing drawing = new Drawing();

  /// `alternative` says what the figure shows to those who cannot see it.
  public ChartPanel(ObjectNode specification, String alternative) {
    getContent().addClassName("chart-panel");
    getContent().add(drawing);
    draw(specification, alternative);
  }

  public void draw(ObjectNode specification, String alternative) {
    drawing.getElement().getStyle().set("--height", FigureHeight.of(specification) + "px");
    drawing.getElement().setPropertyJson("specification", specification);
    drawing.getElement().setProperty("alternative", alternative);
  }

  /// Puts the rows behind the figure below it, folded.
  public ChartPanel withRows(Component table) {
    var rows = new Details("Show the rows", table);
    rows.addClassName("chart-panel__rows");
    getContent().add(rows);
    return this;
  }

  @Tag("harmony-chart")
  @JsModule("context://lab/harmony-chart.nocache.js")
  private static final class Drawing extends Component {}
}
