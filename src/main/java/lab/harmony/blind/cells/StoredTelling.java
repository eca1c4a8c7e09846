package lab.harmony.blind.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.blind.results.telling.ToldSection;
import lab.harmony.blind.results.telling.ToldTable;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.PlainMarkdown;
import lab.harmony.notebooks.results.StoredForm;
import tools.jackson.databind.JsonNode;

/// What a session told, as its cell stores it: frozen, in words.
///
/// @param origin whether it was sealed here or imported, in a sentence
record StoredTelling(String session, String title, String origin, List<ToldSection> sections) {

  private static final String TYPE = "application/vnd.harmony.blind+json";
  private static final int FORMAT = 1;

  Output output() {
    var json = Json.MAPPER.createObjectNode();
    json.put(StoredForm.FORMAT, FORMAT)
        .put("session", session)
        .put("title", title)
        .put("origin", origin);
    var all = json.putArray("sections");
    for (var section : sections) {
      var one = all.addObject();
      one.put("heading", section.heading());
      section.paragraphs().forEach(one.putArray("paragraphs")::add);
      var tables = one.putArray("tables");
      for (var table : section.tables()) {
        var told = tables.addObject();
        told.put("caption", table.caption());
        table.header().forEach(told.putArray("header")::add);
        var rows = told.putArray("rows");
        table.rows().forEach(row -> row.forEach(rows.addArray()::add));
      }
    }
    return StoredForm.display(
        TYPE, json, Map.of("text/markdown", markdown(), "text/plain", "Blind session " + session));
  }

  /// The result of a cell; empty for none, and for what is no such thing.
  static Optional<StoredTelling> find(Cell cell) {
    return in(cell.outputs());
  }

  static Optional<StoredTelling> in(List<Output> outputs) {
    return Output.displays(outputs)
        .flatMap(display -> StoredForm.in(display, TYPE, FORMAT).stream())
        .findFirst()
        .flatMap(StoredTelling::read);
  }

  private static Optional<StoredTelling> read(JsonNode json) {
    try {
      var sections = new ArrayList<ToldSection>();
      for (var one : json.path("sections")) {
        var tables = new ArrayList<ToldTable>();
        for (var table : one.path("tables")) {
          var rows = new ArrayList<List<String>>();
          table.path("rows").forEach(row -> rows.add(texts(row)));
          tables.add(
              new ToldTable(table.path("caption").asString(""), texts(table.path("header")), rows));
        }
        sections.add(
            new ToldSection(
                one.path("heading").asString(""), texts(one.path("paragraphs")), tables));
      }
      return Optional.of(
          new StoredTelling(
              json.path("session").asString(""),
              json.path("title").asString(""),
              json.path("origin").asString(""),
              sections));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static List<String> texts(JsonNode json) {
    var texts = new ArrayList<String>();
    json.forEach(one -> texts.add(one.asString("")));
    return texts;
  }

  String markdown() {
    var text = new StringBuilder();
    text.append("**").append(PlainMarkdown.of(title)).append("**\n\n");
    paragraph(text, origin);
    for (var section : sections) {
      text.append("#### ");
      paragraph(text, section.heading());
      section.paragraphs().forEach(words -> paragraph(text, words));
      for (var table : section.tables()) {
        text.append('*').append(PlainMarkdown.of(table.caption())).append("*\n\n");
        text.append(PlainMarkdown.table(table.header(), table.rows()));
      }
    }
    return text.toString();
  }

  private static void paragraph(StringBuilder text, String words) {
    text.append(PlainMarkdown.of(words)).append("\n\n");
  }
}
