package lab.harmony.notebooks.results;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.Output;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A table, as its cell stores it: a tabular data resource, which other readers of notebooks know
/// too.
///
/// https://specs.frictionlessdata.io/tabular-data-resource/
///
/// @param rows the first of them, each with a value for each column or nothing where it is missing
/// @param total how many there are
public record StoredRows(List<Column> columns, List<List<@Nullable String>> rows, long total) {

  static final String TYPE = "application/vnd.dataresource+json";

  private static final int FORMAT = 1;

  /// Rows in the forms that other readers show.
  private static final int PLAIN_ROWS = 50;

  private static final String BOOLEAN = "boolean";
  private static final String INTEGER = "integer";
  private static final String NUMBER = "number";

  /// @param type in the words of Frictionless table schemas: `string`, `integer`, `number` …
  public record Column(String name, String type) {

    public boolean isNumber() {
      return type.equals(INTEGER) || type.equals(NUMBER);
    }
  }

  public StoredRows {
    columns = List.copyOf(columns);
    var copies = new ArrayList<List<@Nullable String>>();
    for (var row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "need %d values in each row, got %d".formatted(columns.size(), row.size()));
      }
      List<@Nullable String> copy = new ArrayList<>(row);
      copies.add(Collections.unmodifiableList(copy));
    }
    rows = Collections.unmodifiableList(copies);
  }

  /// How many there are, and how many of them are here.
  public String size() {
    return rows.size() < total
        ? "the first %,d of %,d rows".formatted(rows.size(), total)
        : total == 1 ? "1 row" : "%,d rows".formatted(total);
  }

  /// As it stands in the notebook.
  public Output output() {
    return StoredForm.display(TYPE, toJson(), Map.of("text/html", html(), "text/plain", text()));
  }

  private JsonNode toJson() {
    var json = StoredForm.object(FORMAT);
    json.put("profile", "tabular-data-resource").put("total", total);
    var fields = json.putObject("schema").putArray("fields");
    columns.forEach(
        column -> fields.addObject().put("name", column.name()).put("type", column.type()));
    var data = json.putArray("data");
    for (var row : rows) {
      var node = data.addObject();
      for (int index = 0; index < row.size(); index++) {
        put(node, columns.get(index), row.get(index));
      }
    }
    return json;
  }

  private static void put(ObjectNode node, Column column, @Nullable String value) {
    if (value == null) {
      node.putNull(column.name());
      return;
    }
    try {
      switch (column.type()) {
        case BOOLEAN -> node.put(column.name(), Boolean.parseBoolean(value));
        case INTEGER -> node.put(column.name(), new BigInteger(value));
        case NUMBER -> node.put(column.name(), new BigDecimal(value));
        default -> node.put(column.name(), value);
      }
    } catch (NumberFormatException notFinite) {
      node.put(column.name(), value);
    }
  }

  /// The table in a display; empty where there is none.
  ///
  /// @throws IllegalArgumentException when it is not written as the lab writes it
  static Optional<StoredRows> read(Output.Display display) {
    return StoredForm.in(display, TYPE, FORMAT)
        .filter(json -> json.path("schema").path("fields").isArray())
        .map(StoredRows::read);
  }

  private static StoredRows read(JsonNode json) {
    var columns =
        json.path("schema")
            .path("fields")
            .valueStream()
            .map(field ->
                new Column(field.path("name").asString(""), field.path("type").asString("string")))
            .toList();
    var rows = new ArrayList<List<@Nullable String>>();
    for (var node : json.path("data")) {
      var row = new ArrayList<@Nullable String>();
      columns.forEach(column -> row.add(text(node.path(column.name()))));
      rows.add(row);
    }
    return new StoredRows(columns, rows, json.path("total").asLong(rows.size()));
  }

  private static @Nullable String text(JsonNode value) {
    return value.isNull() || value.isMissingNode()
        ? null
        : value.isNumber()
            ? value.decimalValue().toPlainString()
            : value.asString(value.toString());
  }

  private String html() {
    var table = new Element("table");
    var head = table.appendElement("thead").appendElement("tr");
    columns.forEach(column -> head.appendElement("th").attr("scope", "col").text(column.name()));
    var body = table.appendElement("tbody");
    for (var row : rows.subList(0, Math.min(PLAIN_ROWS, rows.size()))) {
      var line = body.appendElement("tr");
      row.forEach(value -> line.appendElement("td").text(value == null ? "" : value));
    }
    return table.outerHtml() + new Element("p").text(plainSize()).outerHtml();
  }

  private String text() {
    return Stream.concat(
            Stream.of(columns.stream().map(Column::name).collect(Collectors.joining("\t"))),
            rows.stream()
                .limit(PLAIN_ROWS)
                .map(row ->
                    row.stream()
                        .map(value -> value == null ? "" : value.replaceAll("[\\t\\n\\r]", " "))
                        .collect(Collectors.joining("\t"))))
        .collect(Collectors.joining("\n", "", "\n" + plainSize()));
  }

  private String plainSize() {
    return rows.size() <= PLAIN_ROWS
        ? size()
        : "the first %,d of %,d rows".formatted(PLAIN_ROWS, total);
  }
}
