package lab.harmony.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.workspace.SafePath;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Datasets whose pictures a table names.
final class TableDataset {

  private static final int LEAST_SCORE = 2;
  private static final int MOST_SCORE = 3;

  private TableDataset() {}

  /// `metadata.jsonl`: objects with `file_name` and `text`.
  static Dataset jsonLines(Path folder) {
    var file = folder.resolve("metadata.jsonl");
    var dataset = new Dataset.Collecting();
    var json = JsonMapper.builder().build();
    try {
      int number = 0;
      for (var line : Files.readAllLines(file)) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          var row = json.readTree(line);
          take(
              folder,
              row.path("file_name").asString(""),
              row.path("text").asString(""),
              "%s, line %d".formatted(file, number),
              dataset);
        } catch (JacksonException e) {
          throw new TrainingProblem(
              "%s, line %d is not JSON: %s".formatted(file, number, e.getOriginalMessage()), e);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
    return dataset.done();
  }

  /// `metadata.csv`: the columns `file_name` and `text`.
  static Dataset csv(Path folder) {
    var dataset = new Dataset.Collecting();
    rows(
        folder.resolve("metadata.csv"),
        List.of("file_name", "text"),
        (place, row) -> take(folder, row.get("file_name"), row.get("text"), place, dataset));
    return dataset.done();
  }

  /// `annotations.csv`: `filename,archetype,emotion,harmony_score`; only scores 2 and 3 train.
  static Dataset annotations(Path folder, PromptLibrary library) {
    var dataset = new Dataset.Collecting();
    rows(
        folder.resolve("annotations.csv"),
        List.of("filename", "archetype", "emotion", "harmony_score"),
        (place, row) -> {
          var score = row.get("harmony_score");
          if (!score.matches("[0-" + MOST_SCORE + "]")) {
            throw new TrainingProblem(
                "%s: a harmony score is 0, 1, 2 or 3, got \"%s\"".formatted(place, score));
          }
          if (Integer.parseInt(score) < LEAST_SCORE) {
            dataset.refuse(
                folder.resolve(row.get("filename")),
                "is left out: its harmony score is %s, and %d or %d train"
                    .formatted(score, LEAST_SCORE, MOST_SCORE));
          } else {
            var caption = caption(library, row.get("archetype"), row.get("emotion"), place);
            take(folder, row.get("filename"), caption, place, dataset);
          }
        });
    return dataset.done();
  }

  private static String caption(
      PromptLibrary library, String archetype, String emotion, String place) {
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
      throw new TrainingProblem("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private interface Row {
    void read(String place, CSVRecord row);
  }

  private static void rows(Path file, List<String> columns, Row reader) {
    var format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (var parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      for (var column : columns) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new TrainingProblem(
              "%s needs the columns %s; \"%s\" is missing"
                  .formatted(file, String.join(", ", columns), column));
        }
      }
      for (var row : parser) {
        var place = "%s, line %d".formatted(file, parser.getCurrentLineNumber());
        if (!row.isConsistent()) {
          throw new TrainingProblem(
              "%s has %d fields, the first line names %d"
                  .formatted(place, row.size(), parser.getHeaderMap().size()));
        }
        reader.read(place, row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  private static void take(
      Path folder, String name, String caption, String place, Dataset.Collecting dataset) {
    if (name.isEmpty() || caption.isEmpty()) {
      throw new TrainingProblem("%s: need the name of a picture and its caption".formatted(place));
    }
    try {
      var file = SafePath.inside(folder, name);
      if (!Files.isRegularFile(file)) {
        dataset.refuse(file, "is not there");
      } else if (!Dataset.isPicture(file)) {
        dataset.refuse(file, "is no PNG, JPEG, WebP or BMP picture");
      } else {
        dataset.use(file, caption, 1);
      }
    } catch (IllegalArgumentException e) {
      throw new TrainingProblem("%s: %s".formatted(place, e.getMessage()), e);
    }
  }
}
