package lab.harmony.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.json.Json;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.tables.LeftOut;
import lab.harmony.tables.Row;
import lab.harmony.tables.Table;
import lab.harmony.tables.TableProblem;
import lab.harmony.tables.Text;
import lab.harmony.workspace.SafePath;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Datasets whose pictures a table names.
final class TableDataset {

  private static final int LEAST_SCORE = 2;
  private static final int MOST_SCORE = 3;
  private static final int LONGEST_LINE = 1 << 20;

  private TableDataset() {}

  /// `metadata.jsonl`: objects with `file_name` and `text`.
  static Dataset jsonLines(Path folder) {
    var file = folder.resolve("metadata.jsonl");
    var dataset = new Dataset.Collecting();
    var text = text(file);
    for (int number = 1; number <= text.lines(); number++) {
      var line = text.line(number);
      if (line.isBlank()) {
        continue;
      }
      try {
        text.foreign(number, number)
            .ifPresent(reason -> {
              throw new Row.Refused(reason);
            });
        take(folder, jsonRow(line), dataset);
      } catch (Row.Refused refused) {
        dataset.refuse(file, leftOut(new LeftOut(number, refused.reason())));
      }
    }
    return dataset.done();
  }

  private static Named jsonRow(String line) {
    if (line.length() > LONGEST_LINE) {
      throw new Row.Refused(
          "it has %d characters; a line may have %d".formatted(line.length(), LONGEST_LINE));
    }
    try {
      var row = Json.MAPPER.readTree(line);
      if (!row.isObject()) {
        throw new Row.Refused("it must be an object with file_name and text");
      }
      return new Named(string(row, "file_name"), string(row, "text"));
    } catch (JacksonException e) {
      throw new Row.Refused("it is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String string(JsonNode row, String name) {
    var value = row.path(name);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw new Row.Refused(
          "%s must be a text, got %s".formatted(name, value.isMissingNode() ? "nothing" : value));
    }
    return value.stringValue().strip();
  }

  /// `metadata.csv`: the columns `file_name` and `text`.
  static Dataset csv(Path folder) {
    return rows(
        folder.resolve("metadata.csv"),
        List.of("file_name", "text"),
        (row, dataset) ->
            take(folder, new Named(row.required("file_name"), row.required("text")), dataset));
  }

  /// `annotations.csv`: `filename,archetype,emotion,harmony_score`; only scores 2 and 3 train.
  static Dataset annotations(Path folder, PromptLibrary library) {
    return rows(
        folder.resolve("annotations.csv"),
        List.of("filename", "archetype", "emotion", "harmony_score"),
        (row, dataset) -> {
          var score = score(row);
          var name = row.required("filename");
          if (score < LEAST_SCORE) {
            dataset.refuse(
                inside(folder, name),
                "is left out: its harmony score is %s, and %d or %d train"
                    .formatted(score, LEAST_SCORE, MOST_SCORE));
          } else {
            var caption = caption(library, row.required("archetype"), row.required("emotion"));
            take(folder, new Named(name, caption), dataset);
          }
        });
  }

  private static int score(Row row) {
    var wanted = "0, 1, 2 or 3";
    return row.whole("harmony_score", wanted)
        .filter(
            score -> score.signum() >= 0 && score.compareTo(BigDecimal.valueOf(MOST_SCORE)) <= 0)
        .map(BigDecimal::intValue)
        .orElseThrow(() ->
            new Row.Refused(
                "harmony_score must be %s, got \"%s\""
                    .formatted(wanted, row.text("harmony_score").orElse(""))));
  }

  private static String caption(PromptLibrary library, String archetype, String emotion) {
    try {
      return library
          .matrix(
              new MatrixSpec(
                  library.templates().getFirst().name(),
                  List.of(archetype),
                  List.of(emotion),
                  List.of(7.0),
                  List.of(0L)))
          .prompts()
          .getFirst()
          .prompt();
    } catch (IllegalArgumentException e) {
      throw new Row.Refused(String.valueOf(e.getMessage()));
    }
  }

  /// A picture's name and its caption.
  private record Named(String file, String caption) {}

  private interface RowReader {
    void read(Row row, Dataset.Collecting dataset);
  }

  private static Dataset rows(Path file, List<String> columns, RowReader reader) {
    var dataset = new Dataset.Collecting();
    var table = table(file, columns);
    table.leftOut().forEach(row -> dataset.refuse(file, leftOut(row)));
    for (var row : table.rows()) {
      try {
        reader.read(row, dataset);
      } catch (Row.Refused refused) {
        dataset.refuse(file, leftOut(new LeftOut(row.line(), refused.reason())));
      }
    }
    return dataset.done();
  }

  private static Table table(Path file, List<String> columns) {
    try {
      var table = Table.of(text(file), columns);
      for (var column : columns) {
        if (!table.columns().contains(column)) {
          throw new TrainingProblem(
              "%s needs the columns %s; \"%s\" is missing"
                  .formatted(file, String.join(", ", columns), column));
        }
      }
      return table;
    } catch (TableProblem problem) {
      throw new TrainingProblem("%s %s".formatted(file, problem.getMessage()), problem);
    }
  }

  private static Text text(Path file) {
    try {
      return Text.read(file);
    } catch (TableProblem problem) {
      throw new TrainingProblem("%s %s".formatted(file, problem.getMessage()), problem);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  private static String leftOut(LeftOut row) {
    return "has a row that is left out, " + row;
  }

  private static void take(Path folder, Named named, Dataset.Collecting dataset) {
    var file = inside(folder, named.file);
    if (!Files.isRegularFile(file)) {
      dataset.refuse(file, "is not there");
    } else if (!Dataset.isPicture(file)) {
      dataset.refuse(file, "is no PNG, JPEG, WebP or BMP picture");
    } else {
      dataset.use(file, named.caption, 1);
    }
  }

  private static Path inside(Path folder, String name) {
    try {
      return SafePath.inside(folder, name);
    } catch (IllegalArgumentException e) {
      throw new Row.Refused(String.valueOf(e.getMessage()));
    }
  }
}
