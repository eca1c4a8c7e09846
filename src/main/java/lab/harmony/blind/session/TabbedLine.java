package lab.harmony.blind.session;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A fact as what is sealed and published has it: one a line, its parts apart by tabs, so that
/// anybody can read it without this lab.
public final class TabbedLine {

  private TabbedLine() {}

  /// A line of these parts, with its end. Ends of lines and tabs in a part become blanks.
  public static String of(Object... parts) {
    return Stream.of(parts).map(TabbedLine::part).collect(Collectors.joining("\t", "", "\n"));
  }

  /// A part as it stands in a line.
  public static String part(Object part) {
    return String.valueOf(part).replaceAll("[\\t\\r\\n]", " ");
  }

  /// The parts of a line, without its end; empty ones are parts, too.
  public static String[] parts(String line) {
    return line.split("\t", -1);
  }
}
