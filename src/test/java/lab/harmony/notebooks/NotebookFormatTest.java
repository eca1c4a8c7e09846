package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lab.harmony.notebooks.NotebookFormat.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class NotebookFormatTest {

  static final String JUPYTER =
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
      "{\"nbformat_minor\":5,\r\n\t\"nbformat\":4, \"metadata\" : { \"x\":1.0e+2 },\r\n\t\"cells\":\t[ {\"id\":\"a\",\"cell_type\":\"raw\",\"source\":\"\\u00e9\\ud83d\\ude42 \\/ slash\",\"metadata\":{}},\r\n\r\n\t\t{\"id\":\"b\", \"cell_type\":\"markdown\",\"metadata\":{},\"source\":\"two\"} ] }   ";

  static final String COMPACT =
      "{\"cells\":[{\"cell_type\":\"markdown\",\"id\":\"a\",\"metadata\":{},\"source\":[\"x\"]},{\"cell_type\":\"markdown\",\"id\":\"b\",\"metadata\":{},\"source\":[]}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}";

  static final String BOM = "\uFEFF" + JUPYTER;

  static final List<String> ALL = List.of(JUPYTER, ODD, COMPACT, BOM);

  static Notebook valid(String text) {
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
    assertThat(reason(JUPYTER.replace("\"id\": \"intro\",", ""))).contains("cells", "'id'");
    assertThat(reason(JUPYTER.replace("\"nbformat_minor\": 5", "\"nbformat_minor\": 2")))
        .contains("this one is 4.2");
    assertThat(reason(JUPYTER.replace("\"run-1\"", "\"intro\"")))
        .contains("Two cells have the id 'intro'");
    assertThat(reason(JUPYTER.replace("\"cell_type\": \"code\"", "\"cell_type\": \"film\"")))
        .contains("/cells/1/cell_type");
    assertThat(NotebookFormat.read(new byte[] {'{', (byte) 0xff}))
        .isInstanceOf(Reading.Invalid.class);
  }
}
