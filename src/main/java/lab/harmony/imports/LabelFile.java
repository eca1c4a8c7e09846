package lab.harmony.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.tables.LeftOut;
import lab.harmony.tables.Row;
import lab.harmony.tables.Table;
import lab.harmony.tables.TableProblem;
import lab.harmony.tables.Text;

/// A table of `filename,archetype,emotion`; other columns are passed over, so a file of scores will
/// do.
///
/// @param labels by file name
/// @param leftOut rows that cannot be used
record LabelFile(Map<String, FaceLabels.Label> labels, List<LeftOut> leftOut) {

  private static final List<String> COLUMNS = List.of("filename", "archetype", "emotion");

  /// No labels.
  static final LabelFile NONE = new LabelFile(Map.of(), List.of());

  /// Reads a table of labels.
  ///
  /// @throws IllegalArgumentException if none of it can be used
  static LabelFile read(Path file) {
    try {
      var table = Table.of(Text.read(file), COLUMNS);
      for (var column : COLUMNS) {
        if (!table.columns().contains(column)) {
          throw new IllegalArgumentException(
              "%s needs the columns filename, archetype and emotion; \"%s\" is missing"
                  .formatted(file, column));
        }
      }
      return of(table);
    } catch (TableProblem problem) {
      throw new IllegalArgumentException("%s %s".formatted(file, problem.getMessage()), problem);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  private static LabelFile of(Table table) {
    var labels = new HashMap<String, FaceLabels.Label>();
    var leftOut = new ArrayList<>(table.leftOut());
    for (var row : table.rows()) {
      try {
        var label = new FaceLabels.Label(row.required("archetype"), row.required("emotion"));
        var before = labels.putIfAbsent(row.required("filename"), label);
        if (before != null && !before.equals(label)) {
          throw new Row.Refused(
              "\"%s\" stands above as %s × %s"
                  .formatted(row.required("filename"), before.archetype(), before.emotion()));
        }
      } catch (Row.Refused refused) {
        leftOut.add(new LeftOut(row.line(), refused.reason()));
      }
    }
    leftOut.sort(Comparator.comparingLong(LeftOut::line));
    return new LabelFile(Map.copyOf(labels), List.copyOf(leftOut));
  }
}
