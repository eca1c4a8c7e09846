package lab.harmony.review.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Vocabulary;
import lab.harmony.tables.Table;
import lab.harmony.tables.TableProblem;
import lab.harmony.tables.Text;

/// Reads score files, as spreadsheets, scripts and this lab write them.
public final class ScoreFileReader {

  private static final List<String> ALWAYS = List.of("filename", "archetype", "emotion");
  private static final List<String> CHECKLIST = List.of("eyes_mouth", "brows_tension", "holistic");
  private static final List<String> POINTS = List.of("harmony_points", "harmony_score");
  private static final List<String> NEEDED =
      Stream.of(ALWAYS, CHECKLIST, POINTS).flatMap(List::stream).toList();

  private final Vocabulary vocabulary;

  public ScoreFileReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// @throws ScoreFile.Problem where no row can be read: another encoding, no header, unknown
  ///   columns
  public ScoreFile read(byte[] content) {
    var table = table(content);
    requireColumns(table);
    var good = new ArrayList<ScoreFile.Line>();
    var bad = new ArrayList<ScoreFile.BadRow>();
    table.leftOut().forEach(row -> bad.add(new ScoreFile.BadRow(row.line(), row.reason())));
    var firstLines = new HashMap<String, Long>();
    for (var fields : table.rows()) {
      switch (new ScoreRowReader(vocabulary, fields).read()) {
        case ScoreRowReader.Bad(var row) -> bad.add(row);
        case ScoreRowReader.Good(var row) -> {
          var rater = row.scoredById().map(PersonId::value).or(row::scoredBy).orElse("");
          var key = row.face().key() + "\n" + rater;
          var earlier = firstLines.putIfAbsent(key, row.line());
          if (earlier == null) {
            good.add(row);
          } else {
            bad.add(
                new ScoreFile.BadRow(
                    row.line(),
                    "\"%s\" is scored twice; line %d has it already"
                        .formatted(row.face().fileName(), earlier)));
          }
        }
      }
    }
    bad.sort(Comparator.comparingLong(ScoreFile.BadRow::line));
    return new ScoreFile(good, bad);
  }

  private static Table table(byte[] content) {
    try {
      return Table.guarded(Text.of(content), NEEDED);
    } catch (TableProblem problem) {
      throw new ScoreFile.Problem("The file %s.".formatted(problem.getMessage()));
    }
  }

  private static void requireColumns(Table table) {
    var known = Set.copyOf(table.columns());
    boolean scored = known.containsAll(CHECKLIST) || POINTS.stream().anyMatch(known::contains);
    if (!known.containsAll(ALWAYS) || !scored) {
      throw new ScoreFile.Problem(
          "The file must name the columns filename, archetype, emotion and either harmony_score or eyes_mouth, brows_tension, holistic; it has: %s."
              .formatted(String.join(", ", table.columns())));
    }
  }
}
