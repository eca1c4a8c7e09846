package lab.harmony.design.charts;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lab.harmony.design.ElementCalls;
import tools.jackson.databind.node.ObjectNode;

/// A figure: drawn from a Vega-Lite specification, with the same in words, its rows and its files
/// on request. One that would show nothing says why in its place.
public final class ChartPanel extends Composite<Div> {
  private final Drawing drawing = new Drawing();
  private ObjectNode shown;

  /// The figure that was sent as a whole last.
  private ObjectNode whole;

  /// Whether rows were sent since the whole of it was.
  private boolean grown;

  /// `alternative` says what the figure shows to those who cannot see it.
  public ChartPanel(ObjectNode specification, String alternative) {
    shown = specification;
    whole = specification;
    getContent().addClassName("chart-panel");
    getContent().add(drawing);
    drawing.getElement().setProperty("alternative", alternative);
    drawWhole();
  }

  /// Draws it as it is now; of a figure that has other rows at its end, those alone are sent.
  public void draw(ObjectNode specification, String alternative) {
    var changed =
        isAttached() ? ChangedRows.between(shown, specification) : Optional.<ChangedRows>empty();
    boolean isSame = shown.equals(specification);
    shown = specification;
    drawing.getElement().setProperty("alternative", alternative);
    if (changed.isPresent() && !isSame) {
      grown = true;
      ElementCalls.call(
          drawing.getElement(), "putRows", changed.get().from(), changed.get().rows());
    } else if (!isSame) {
      drawWhole();
    }
  }

  private void drawWhole() {
    if (grown && shown.equals(whole)) {
      // Its browser has another figure than the property says.
      drawing.getElement().executeJs("this.specification = $0", shown);
    }
    grown = false;
    whole = shown;
    drawing.getElement().getStyle().set("--height", FigureHeight.of(shown) + "px");
    drawing.getElement().setPropertyJson("specification", shown);
  }

  /// A browser that sees it for the first time knows nothing of what was added.
  @Override
  protected void onAttach(AttachEvent event) {
    drawWhole();
  }

  /// Puts the rows behind the figure below it, folded; the table is made when it is unfolded.
  public ChartPanel withRows(Supplier<Component> table) {
    var rows = new Details("Show the rows");
    rows.addClassName("chart-panel__rows");
    rows.addOpenedChangeListener(change -> {
      if (change.isOpened() && rows.getContent().findAny().isEmpty()) {
        rows.add(table.get());
      }
    });
    getContent().add(rows);
    return this;
  }

  /// Lets the figure be saved: its rows as CSV, and as it is drawn on white ground. `name` is that
  /// of the files, without what comes after the dot; each is told to `files`.
  public ChartPanel withFiles(String name, TakenFiles files) {
    getContent()
        .add(
            new SaveMenu("this chart", name, files)
                .withCsv("Rows (CSV)", () -> ChartRows.of(shown).csv())
                .with("Picture, twice the size (PNG)", ".png", file -> save("png", file))
                .with("Drawing (SVG)", ".svg", file -> save("svg", file)));
    return this;
  }

  /// Tells the label of a mark that counts faces when a person clicks it.
  public ChartPanel whenChosen(Consumer<String> label) {
    drawing.whenChosen(label);
    return this;
  }

  private void save(String kind, String file) {
    ElementCalls.call(drawing.getElement(), "save", kind, file);
  }

  @Tag("harmony-chart")
  @JsModule("context://lab/harmony-chart.nocache.js")
  private static final class Drawing extends Component {
    private void whenChosen(Consumer<String> told) {
      addListener(Chosen.class, chosen -> told.accept(chosen.label));
    }
  }

  /// A mark was clicked.
  @DomEvent("chart-mark")
  public static final class Chosen extends ComponentEvent<Component> {
    private static final long serialVersionUID = 1L;
    private final String label;

    public Chosen(
        Component source, boolean fromClient, @EventData("event.detail.label") String label) {
      super(source, fromClient);
      this.label = label;
    }
  }
}
