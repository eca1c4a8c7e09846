package lab.harmony.review;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads score files: UTF-8 with or without a byte order mark, any line ends, quoted fields, commas
/// or semicolons.
public final class ScoreFileReader {

  private static final Set<String> ALWAYS = Set.of("filename", "archetype", "emotion");
  private static final List<String> CHECKLIST = List.of("eyes_mouth", "brows_tension", "holistic");
  private static final List<String> POINTS = List.of("harmony_points", "harmony_score");

  private final Vocabulary vocabulary;

  public ScoreFileReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// @throws ScoreFile.Problem where no row can be read: another encoding, no header, unknown
  ///   columns
  public ScoreFile read(byte[] content) {
    var text = decoded(content);
    var good = new ArrayList<ScoreFile.Line>();
    var bad = new ArrayList<ScoreFile.BadRow>();
    long line = 1;
    try (var parser = CSVParser.parse(new StringReader(text), format(text))) {
      var records = parser.iterator();
      if (!records.hasNext()) {
        throw new ScoreFile.Problem(
            "The file is empty; a score file starts with a line of column names.");
      }
      var header = header(records.next());
      var firstLines = new HashMap<String, Long>();
      while (true) {
        line = parser.getCurrentLineNumber() + 1;
        if (!records.hasNext()) {
          break;
        }
        var fields = records.next();
        if (fields.size() == 1 && fields.get(0).isBlank()) {
          continue;
        }
        switch (new ScoreRowReader(header, vocabulary).read(line, fields)) {
          case ScoreRowReader.Bad(var row) -> bad.add(row);
          case ScoreRowReader.Good(var row) -> {
            var earlier =
                firstLines.putIfAbsent(row.face().key() + "\n" + row.scoredBy().orElse(""), line);
            if (earlier == null) {
              good.add(row);
            } else {
              bad.add(
                  new ScoreFile.BadRow(
                      line,
                      "\"%s\" is scored twice; line %d has it already"
                          .formatted(row.face().fileName(), earlier)));
            }
          }
        }
      }
    } catch (UncheckedIOException | IOException | IllegalStateException problem) {
      bad.add(
          new ScoreFile.BadRow(
              line,
              "a quoted field is not closed or has text after its closing quote; nothing below is read"));
    }
    return new ScoreFile(good, bad);
  }

  private static String decoded(byte[] content) {
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException problem) {
      throw new ScoreFile.Problem(
          "The file is not text in UTF-8; save it as \"CSV UTF-8\" and try again.");
    }
  }

  private static CSVFormat format(String text) {
    var header = text.lines().findFirst().orElse("");
    char delimiter = header.contains(";") && !header.contains(",") ? ';' : ',';
    return CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false).get();
  }

  private static List<String> header(CSVRecord fields) {
    var names = new ArrayList<String>();
    for (var field : fields) {
      names.add(field.strip().toLowerCase(Locale.ROOT));
    }
    var known = new HashSet<String>();
    for (var name : names) {
      if (!known.add(name)) {
        throw new ScoreFile.Problem("The column \"%s\" appears twice in line 1.".formatted(name));
      }
    }
    boolean scored = known.containsAll(CHECKLIST) || POINTS.stream().anyMatch(known::contains);
    if (!known.containsAll(ALWAYS) || !scored) {
      throw new ScoreFile.Problem(
          "Line 1 must name the columns filename, archetype, emotion and either harmony_score or eyes_mouth, brows_tension, holistic; it has: %s."
              .formatted(String.join(", ", names)));
    }
    return names;
  }

  /// The fields of one row by column name.
  static Map<String, String> named(List<String> header, CSVRecord fields) {
    var named = new LinkedHashMap<String, String>();
    for (int column = 0; column < header.size(); column++) {
      named.put(header.get(column), fields.get(column));
    }
    return named;
  }
}
