package lab.harmony.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/// A table of `filename,archetype,emotion`; other columns are passed over, so a file of scores will
/// do.
final class LabelFile {

  private LabelFile() {}

  /// The labels by file name.
  ///
  /// @throws IllegalArgumentException naming the line that cannot be used
  static Map<String, FaceLabels.Label> read(Path file) {
    var format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (var parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      for (var column : new String[] {"filename", "archetype", "emotion"}) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new IllegalArgumentException(
              "%s needs the columns filename, archetype and emotion; \"%s\" is missing"
                  .formatted(file, column));
        }
      }
      var labels = new HashMap<String, FaceLabels.Label>();
      for (var row : parser) {
        if (!row.isConsistent() || row.get("archetype").isEmpty() || row.get("emotion").isEmpty()) {
          throw new IllegalArgumentException(
              "%s, line %d: need a file name, an archetype and an emotion"
                  .formatted(file, parser.getCurrentLineNumber()));
        }
        labels.put(
            row.get("filename"), new FaceLabels.Label(row.get("archetype"), row.get("emotion")));
      }
      return labels;
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }
}
