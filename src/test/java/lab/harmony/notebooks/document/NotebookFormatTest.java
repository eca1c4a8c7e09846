package lab.harmony.notebooks.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lab.harmony.notebooks.document.NotebookFormat.Reading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("unit")
public class NotebookFormatTest {

  public static final String JUPYTER =
      """
      {
       "cells": [
        {
         "cell_type": "markdown",
         "id": "intro",
         "metadata": {},
         "source": [
          "# Les \u00e9motions\\n",
          "\\n",
          "prose"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": 3,
         "id": "run-1",
         "metadata": {
          "harmony": {
           "kind": "run"
          },
          "other": {
           "kept": [
            1.50,
            1e3
           ]
          }
         },
         "outputs": [
          {
           "name": "stdout",
           "output_type": "stream",
           "text": [
            "one\\n",
            "two"
           ]
          }
         ],
         "source": [
          "model: doodle-base\\n",
          "seeds: [1]"
         ]
        }
       ],
       "metadata": {
        "zzz_unknown": true
       },
       "nbformat": 4,
       "nbformat_minor": 5
      }
      """;

  static final String ODD =
      "{\"nbformat_minor\":5,\r\n"
          + "\t\"nbformat\":4, \"metadata\" : { \"x\":1.0e+2 },\r\n"
          + "\t\"cells\":\t[ {\"id\":\"a\",\"cell_type\":\"raw\",\"source\":\"\\u00e9\\ud83d\\ude42"
          + " \\/ slash\",\"metadata\":{}},\r\n\r\n"
          + "\t\t{\"id\":\"b\", \"cell_type\":\"markdown\",\"metadata\":{},\"source\":\"two\"} ] } "
          + "  ";

  static final String COMPACT =
      "{\"cells\":[{\"cell_type\":\"markdown\",\"id\":\"a\",\"metadata\":{},\"source\":[\"x\"]},{\"cell_type\":\"markdown\",\"id\":\"b\",\"metadata\":{},\"source\":[]}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}";

  static final String BOM = "\uFEFF" + JUPYTER;

  static final List<String> ALL = List.of(JUPYTER, ODD, COMPACT, BOM);

  public static Notebook valid(String text) {
    return switch (NotebookFormat.read(text.getBytes(StandardCharsets.UTF_8))) {
      case Reading.Valid(var notebook) -> notebook;
      case Reading.Invalid(var reason) -> throw new AssertionError(reason);
    };
  }

  static String reason(String text) {
    return switch (NotebookFormat.read(text)) {
      case Reading.Valid _ -> throw new AssertionError("was read as valid");
      case Reading.Invalid(var reason) -> reason;
    };
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void whatDidNotChangeIsWrittenByteForByte(String text) {
    assertThat(valid(text).bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void deletingACellAndPuttingItBackGivesTheSameBytes(String text) {
    var notebook = valid(text);
    for (var cell : notebook.cells()) {
      var index = notebook.indexOf(cell.id());
      var back = notebook.without(cell.id()).withRaw(index, notebook.raw(cell.id()));
      assertThat(back.cells()).isEqualTo(notebook.cells());
    }
    var last = notebook.cells().getLast().id();
    assertThat(
            valid(JUPYTER)
                .without(new CellId("intro"))
                .withRaw(0, valid(JUPYTER).raw(new CellId("intro")))
                .text())
        .isEqualTo(JUPYTER);
    assertThat(notebook.without(last).cells()).hasSize(notebook.cells().size() - 1);
  }

  @Test
  void aChangedSourceChangesOnlyItsLines() {
    var changed = valid(JUPYTER).withSource(new CellId("intro"), "# New\nprose");
    assertThat(changed.text())
        .isEqualTo(
            JUPYTER.replace(
                "    \"# Les \u00e9motions\\n\",\n    \"\\n\",\n    \"prose\"",
                "    \"# New\\n\",\n    \"prose\""));
  }

  @Test
  void escapesStayInFilesThatUseThemAndStringsStayStrings() {
    var changed = valid(ODD).withSource(new CellId("b"), "caf\u00e9 \"x\"\n");
    assertThat(changed.text()).isEqualTo(ODD.replace("\"two\"", "\"caf\\u00e9 \\\"x\\\"\\n\""));
  }

  @Test
  void unknownMetadataSurvivesAnExecution() {
    var id = new CellId("run-1");
    var changed =
        valid(JUPYTER)
            .withExecutionCount(id, 4)
            .withOutputs(
                id, List.of(new Output.Display(Map.of("text/plain", Output.lines("a\nb")))))
            .withHarmony(id, harmony -> harmony.put("run", "r000001"));
    assertThat(changed.text())
        .contains("1.50,\n", "1e3\n", "\"run\": \"r000001\"", "\"zzz_unknown\": true");
    assertThat(valid(changed.text()).find(id).orElseThrow().outputs())
        .containsExactly(new Output.Display(Map.of("text/plain", Output.lines("a\nb"))));
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void everyChangeLeavesAValidNotebook(String text) {
    var notebook = valid(text);
    var first = notebook.cells().getFirst().id();
    var added =
        notebook.withCell(1, Cell.blank(new CellId("new"), CellKind.RUN, "model: doodle-base\n"));
    valid(added.text());
    valid(added.moved(new CellId("new"), 0).text());
    valid(added.withKind(first, CellKind.FINDING).text());
    valid(added.withKind(first, CellKind.RUN).text());
    valid(notebook.withMetadata(metadata -> metadata.put("title", "x")).text());
    var empty = notebook;
    for (var cell : notebook.cells()) {
      empty = empty.without(cell.id());
    }
    assertThat(
            valid(empty.withCell(0, Cell.blank(new CellId("n"), CellKind.MARKDOWN, "")).text())
                .cells())
        .hasSize(1);
  }

  @Test
  void changingTheKindKeepsTheSourceAndOtherMetadata() {
    var changed =
        valid(JUPYTER)
            .withKind(new CellId("run-1"), CellKind.FINDING)
            .find(new CellId("run-1"))
            .orElseThrow();
    assertThat(changed.kind()).isEqualTo(CellKind.FINDING);
    assertThat(changed.findingStatus()).isEqualTo(FindingStatus.OPEN);
    assertThat(changed.source()).isEqualTo("model: doodle-base\nseeds: [1]");
  }

  @Test
  void aFileThatIsNoNotebookSaysWhatIsWrongAndWhere() {
    assertThat(reason(JUPYTER.replace("\"nbformat\": 4,", "\"nbformat\": 4")))
        .contains("not valid JSON", "line 48, column");
    assertThat(reason("<<<<<<< HEAD\n" + JUPYTER)).contains("line 1");
    assertThat(reason("")).contains("is empty");
    assertThat(reason("[]")).contains("not a notebook of format 4.5");
    assertThat(reason(JUPYTER.replace("\"nbformat\": 4,", "\"nbformat\": 2,")))
        .contains("formats 3 and 4, this one is 2.5");
    assertThat(reason("{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[null]}"))
        .contains("each of its cells must be a map");
    assertThat(reason("{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":[],\"cells\":[]}"))
        .contains("metadata must be a map");
    assertThat(NotebookFormat.read(new byte[] {'{', (byte) 0xff}))
        .isInstanceOf(Reading.Invalid.class);
  }

  @Test
  void cellsWithoutAnIdOfTheirOwnGetOneAndNothingElseChanges() {
    var text =
        JUPYTER
            .replace("\"id\": \"intro\",", "")
            .replace("\"nbformat_minor\": 5", "\"nbformat_minor\": 4");
    var notebook = valid(text);
    var id = notebook.cells().getFirst().id();
    assertThat(valid(text).cells().getFirst().id()).isEqualTo(id);
    assertThat(notebook.text().replaceAll("\\s+", ""))
        .isEqualTo(JUPYTER.replace("\"intro\"", "\"" + id + "\"").replaceAll("\\s+", ""));
    assertThat(notebook.cells()).allSatisfy(cell -> assertThat(cell.flaw()).isEmpty());
    assertThat(valid(notebook.withSource(id, "x").text()).cells().getFirst().id()).isEqualTo(id);
  }

  @Test
  void theSecondOfTwoEqualIdsIsReplaced() {
    var notebook =
        valid(
            "{\"cells\":[{\"cell_type\":\"raw\",\"id\":\"a\",\"metadata\":{},\"source\":\"x\"},{\"cell_type\":\"raw\",\"id\":\"a\",\"metadata\":{},\"source\":\"x\"},{\"cell_type\":\"raw\",\"id\":\"not"
                + " allowed\",\"metadata\":{},\"source\":\"x\"},{\"cell_type\":\"raw\",\"id\":7,\"metadata\":{},\"source\":\"x\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}");
    assertThat(notebook.cells()).extracting(Cell::id).doesNotHaveDuplicates().hasSize(4);
    assertThat(notebook.cells().getFirst().id()).isEqualTo(new CellId("a"));
  }

  @Test
  void aLaterMinorFormatIsReadAndKept() {
    var text =
        JUPYTER
            .replace("\"nbformat_minor\": 5", "\"nbformat_minor\": 7")
            .replace("\"id\": \"intro\",", "\"id\": \"intro\", \"newer\": {\"a\": 1},");
    assertThat(valid(text).text()).isEqualTo(text);
    assertThat(valid(text).cells().getFirst().flaw()).isEmpty();
  }

  @Test
  void formatThreeBecomesWhatNbformatMakesOfIt() throws Exception {
    var notebook = valid(resource("format-3.ipynb"));
    var ours = (tools.jackson.databind.node.ObjectNode) JsonText.MAPPER.readTree(notebook.text());
    assertThat(notebook.cells()).extracting(Cell::id).doesNotHaveDuplicates();
    ours.path("cells")
        .forEach(cell -> ((tools.jackson.databind.node.ObjectNode) cell).remove("id"));
    var theirs = JsonText.MAPPER.readTree(resource("format-3-as-nbformat-writes-it.ipynb"));
    assertThat(lines(ours)).isEqualTo(lines(theirs));
    assertThat(valid(notebook.text()).cells()).isEqualTo(notebook.cells());
  }

  /// Texts as texts, whether they are written in lines or not; 1.50 is 1.5.
  private static String lines(tools.jackson.databind.JsonNode node) {
    if (node.isArray() && node.valueStream().allMatch(tools.jackson.databind.JsonNode::isString)) {
      return "\"" + Output.joined(node) + "\"";
    }
    if (node.isArray()) {
      return node.valueStream().map(NotebookFormatTest::lines).toList().toString();
    }
    if (node.isObject()) {
      var members = new java.util.TreeMap<String, String>();
      node.properties().forEach(member -> members.put(member.getKey(), lines(member.getValue())));
      return members.toString();
    }
    return node.isNumber()
        ? String.valueOf(node.asDouble())
        : node.isString() ? "\"" + node.asString() + "\"" : node.toString();
  }

  private static String resource(String name) throws java.io.IOException {
    try (var in =
        java.util.Objects.requireNonNull(NotebookFormatTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static final List<String> MISSHAPEN =
      List.of(
          "{\"id\":\"x\",\"cell_type\":\"film\",\"metadata\":{},\"source\":\"s\"}",
          "{\"id\":\"x\",\"cell_type\":\"markdown\",\"metadata\":[1],\"source\":\"s\"}",
          "{\"id\":\"x\",\"cell_type\":\"markdown\",\"metadata\":{},\"source\":7}",
          "{\"id\":\"x\",\"cell_type\":\"markdown\"}",
          "{\"id\":\"x\"}",
          "{\"id\":\"x\",\"cell_type\":\"code\",\"metadata\":{\"harmony\":\"run\"},\"source\":\"s\",\"outputs\":{\"a\":1},\"execution_count\":\"two\"}",
          "{\"id\":\"x\",\"cell_type\":\"code\",\"metadata\":{\"harmony\":{\"kind\":\"run\",\"executed\":{\"at\":5,\"run\":[],\"inputs\":[]}}},\"source\":\"s\",\"outputs\":[null,3,{\"output_type\":\"film\"},{\"output_type\":\"display_data\",\"data\":[]}],\"execution_count\":1e400}",
          "{\"id\":\"x\",\"cell_type\":\"markdown\",\"metadata\":{},\"attachments\":{\"a.png\":3},\"source\":\"s\"}");

  @ParameterizedTest
  @FieldSource("MISSHAPEN")
  void aMisshapenCellIsReadSaysSoAndCanBeChangedWhileOthersAreKept(String cell) {
    var text =
        "{\"cells\":[%s,{\"cell_type\":\"markdown\",\"id\":\"b\",\"metadata\":{},\"source\":\"two\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}"
            .formatted(cell);
    var notebook = valid(text);
    var id = new CellId("x");
    assertThat(notebook.find(id).orElseThrow().flaw()).isPresent();
    assertThat(notebook.find(new CellId("b")).orElseThrow().flaw()).isEmpty();
    assertThat(notebook.withSource(new CellId("b"), "three").text()).contains(cell);
    assertThat(notebook.withSource(id, "new").find(id).orElseThrow().source()).isEqualTo("new");
    assertThat(notebook.withHarmony(id, harmony -> harmony.put("a", 1)).text())
        .contains("\"harmony\":{");
    assertThat(notebook.withKind(id, CellKind.FINDING).find(id).orElseThrow().kind())
        .isEqualTo(CellKind.FINDING);
    assertThat(notebook.without(id).cells()).hasSize(1);
  }

  @Test
  void attachedPicturesAreFoundByNameAndKept() {
    var text =
        "{\"cells\":[{\"attachments\":{\"a"
            + " b.png\":{\"image/png\":\"aGVs\\nbG8=\"},\"c.svg\":{\"image/svg+xml\":[\"<svg/>\"]},\"bad.png\":{\"image/png\":\"!\"}},\"cell_type\":\"markdown\",\"id\":\"x\",\"metadata\":{},\"source\":\"s\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":4}";
    var id = new CellId("x");
    var found = valid(text).find(id).orElseThrow().attachments();
    assertThat(found.find("attachment:a%20b.png")).contains("data:image/png;base64,aGVsbG8=");
    assertThat(found.find("attachment:a b.png")).isPresent();
    assertThat(found.find("attachment:c.svg"))
        .hasValueSatisfying(one -> assertThat(one).startsWith("data:image/svg+xml;base64,"));
    assertThat(found.find("attachment:bad.png")).isEmpty();
    assertThat(found.find("attachment:none.png")).isEmpty();
    assertThat(valid(text).withKind(id, CellKind.FINDING).find(id).orElseThrow().attachments())
        .isEqualTo(found);
  }
}
