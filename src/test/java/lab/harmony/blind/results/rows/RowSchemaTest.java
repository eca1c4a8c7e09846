package lab.harmony.blind.results.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import lab.harmony.blind.results.RatedFaces;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("unit")
class RowSchemaTest {

  private static final Path FILE = Path.of("docs/blind-rows.schema.json");

  @Test
  void theSchemaInTheDocumentsIsThatOfTheColumns() throws IOException {
    assertThat(Files.readString(FILE)).isEqualTo(RowSchema.text());
  }

  /// Each cell is held against its field, as a program does that reads rows by the schema.
  @Test
  void rowsOfEachFormAreWhatTheSchemaSays() {
    var said =
        List.of(
            RatedFaces.session(
                BlindForm.CHECKLIST,
                1,
                1,
                List.of(
                    RatedFaces.of(0, RatedFaces.unit(0, 0, 0), RatedFaces.items(true, false, true)),
                    RatedFaces.of(0, RatedFaces.unit(1, 1, 0), new Judgement.CannotTell()))),
            RatedFaces.session(
                BlindForm.PAIRS,
                2,
                1,
                List.of(RatedFaces.of(0, RatedFaces.unit(0, 0, 0, 1), RatedFaces.prefers(1)))),
            RatedFaces.session(
                BlindForm.ORDER,
                4,
                1,
                List.of(
                    RatedFaces.of(
                        0,
                        RatedFaces.unit(0, 0, 0, 1, 2, 3),
                        new Judgement.Order(List.of(List.of(2), List.of(0, 3), List.of(1)))))));
    var schema = Json.object(RowSchema.text());
    for (var session : said) {
      var lines = BlindRows.csv(session).lines().toList();
      assertThat(List.of(lines.getFirst().split(",", -1)))
          .isEqualTo(
              schema
                  .path("fields")
                  .valueStream()
                  .map(field -> field.path("name").asString())
                  .toList());
      for (var line : lines.subList(1, lines.size())) {
        var cells = line.split(",", -1);
        int place = 0;
        for (var field : schema.path("fields")) {
          assertThat(problem(field, cells[place++])).as(line).isEmpty();
        }
      }
    }
  }

  @Test
  void whatTheSchemaDoesNotAllowIsFound() {
    var fields = new ArrayList<JsonNode>();
    Json.object(RowSchema.text()).path("fields").forEach(fields::add);
    var found = new HashSet<String>();
    for (var field : fields) {
      for (var cell : List.of("", "no such", "0", "9", "maybe=1")) {
        if (!problem(field, cell).isEmpty()) {
          found.add(field.path("name").asString());
        }
      }
    }
    assertThat(found)
        .contains("rater", "showing", "choice", "points", "order", "left_sha256", "cannot_tell")
        .doesNotContain("session", "left_arm");
  }

  private static String problem(JsonNode field, String cell) {
    var constraints = field.path("constraints");
    if (cell.isEmpty()) {
      return constraints.path("required").asBoolean(false) ? "missing " + field : "";
    }
    boolean typed =
        switch (field.path("type").asString()) {
          case "boolean" -> cell.equals("true") || cell.equals("false");
          case "integer" -> cell.matches("-?[0-9]+");
          case "number" -> cell.matches("-?[0-9]+(\\.[0-9]+)?");
          default -> true;
        };
    if (!typed) {
      return "no " + field;
    }
    if (constraints.has("minimum") && Double.parseDouble(cell) < constraints.path("minimum").asInt()
        || constraints.has("maximum")
            && Double.parseDouble(cell) > constraints.path("maximum").asInt()
        || constraints.has("pattern") && !cell.matches(constraints.path("pattern").asString())
        || constraints.has("enum")
            && constraints.path("enum").valueStream().noneMatch(it -> it.asString().equals(cell))) {
      return cell + " is no " + field;
    }
    return "";
  }
}
