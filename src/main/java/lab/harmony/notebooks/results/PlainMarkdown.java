package lab.harmony.notebooks.results;

import java.util.List;
import java.util.stream.Collectors;

/// Words as Markdown in which nothing of them acts: names are anybody's.
public final class PlainMarkdown {

  /// What means something in Markdown, or begins what is no text.
  private static final String MARKS = "([\\\\`*_{}\\[\\]()#+!|<>~$&])";

  private PlainMarkdown() {}

  /// The words on one line.
  public static String of(String words) {
    return words.replaceAll("\\s+", " ").strip().replaceAll(MARKS, "\\\\$1");
  }

  /// A table of words; the rows are as long as the header.
  public static String table(List<String> header, List<List<String>> rows) {
    var text = new StringBuilder();
    row(text, header);
    text.append("|").append("---|".repeat(header.size())).append('\n');
    rows.forEach(row -> row(text, row));
    return text.append('\n').toString();
  }

  private static void row(StringBuilder text, List<String> fields) {
    text.append(
            fields.stream().map(PlainMarkdown::of).collect(Collectors.joining(" | ", "| ", " |")))
        .append('\n');
  }
}
