package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import lab.harmony.analytics.FaceRanges;
import lab.harmony.design.Percents;
import lab.harmony.design.charts.ChartPanel;
import lab.harmony.design.charts.ChartRows;
import lab.harmony.notebooks.spi.ResultPlace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The figure of a chart cell: a click on a mark, or on its row below, shows the faces it counts.
final class ChartResult extends Composite<Div> {
  private final ChartRows rows;
  private final ResultPlace place;
  private final Div faces = new Div();

  ChartResult(ObjectNode specification, ResultPlace place) {
    this.place = place;
    rows = ChartRows.of(specification);
    var panel =
        new ChartPanel(specification, specification.path("description").asString("Chart"))
            .whenChosen(label -> row(label).ifPresent(this::show));
    if (!rows.isEmpty() && rows.rows().stream().allMatch(ChartRows::ours)) {
      panel.withRows(this::table);
    }
    panel.withFiles(place.fileName(), place.files());
    getContent().addClassName("chart-result");
    getContent().add(panel, faces);
    if (before()) {
      var hint = new Paragraph("Run this cell again to open the faces behind its marks.");
      hint.addClassName("cell__unrun");
      getContent().addComponentAtIndex(1, hint);
    }
  }

  /// Whether the lab drew it when its figures did not keep their faces yet.
  private boolean before() {
    return !rows.isEmpty()
        && rows.rows().stream()
            .allMatch(row -> row.has("label") && row.has("headline") && !row.has("judge"));
  }

  private Optional<JsonNode> row(String label) {
    return rows.rows().stream()
        .filter(row -> row.path("label").asString("").equals(label))
        .findFirst();
  }

  private void show(JsonNode row) {
    faces.removeAll();
    faces.add(
        new FacesPanel(
            "%s: %s, %s, read by %s"
                .formatted(
                    row.path("label").asString(""),
                    row.path("headline").asString(""),
                    row.path("evidence").asString(""),
                    row.path("judge").asString(""))
                .replace("read by people", "scored by people")
                .replace("read by machine", "read by the machine"),
            place
                .faces()
                .of(FaceRanges.read(row), row.path("judge").asString("").startsWith("machine")),
            FaceRanges.read(row).size(),
            row.path("judge").asString("").startsWith("machine"),
            place.talk().get(),
            faces::removeAll));
  }

  /// What its interval rests on; charts of before do not say it, theirs took each point or each
  /// face on its own.
  private static String over(JsonNode row) {
    var usual = row.path("unit").asString("").endsWith("points") ? "points" : "faces";
    return row.path("over").asString(usual);
  }

  /// The marks as a list that needs no pointer.
  private Div table() {
    var table =
        new RowTable("group", "share", "counted", "95 % interval", "over", "n", "judge", "faces");
    for (var row : rows.rows()) {
      var count = row.path("images").asInt();
      var open =
          new Button("%d %s".formatted(count, count == 1 ? "face" : "faces"), _ -> show(row));
      open.addThemeVariants(ButtonVariant.AURA_TERTIARY);
      open.setAriaLabel("Show the %d faces of %s".formatted(count, row.path("label").asString("")));
      open.setEnabled(!FaceRanges.read(row).isEmpty());
      table.add(
          open,
          row.path("label").asString(""),
          Percents.tenths(row.path("rate").asDouble(0)),
          row.path("evidence").asString(""),
          row.path("interval").asString(""),
          over(row),
          row.path("n").asString(""),
          row.path("judge").asString(""));
    }
    return table.getContent();
  }
}
