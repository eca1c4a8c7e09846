package lab.harmony.notebooks.differences;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two changes of one text brought together line by line, as git does it: where only one side
/// changed lines, its lines stand; where both did and not in the same way, both stand between
/// markers.
///
/// @param text with git's markers where it has conflicts
/// @param conflicts how many places are between markers
public record TextMerge(String text, int conflicts) {
  private static final String OURS = "<<<<<<< ours";
  private static final String MIDDLE = "=======";
  private static final String THEIRS = ">>>>>>> theirs";

  /// @param base what both began from
  public static TextMerge of(String base, String ours, String theirs) {
    return new Lines(lines(base), lines(ours), lines(theirs)).merged();
  }

  private record Lines(List<String> base, List<String> ours, List<String> theirs) {

    TextMerge merged() {
      var inOurs = places(ours);
      var inTheirs = places(theirs);
      var text = new StringBuilder();
      int conflicts = 0;
      int b = 0;
      int o = 0;
      int t = 0;
      for (int i = 0; i <= base.size(); i++) {
        var end = i == base.size();
        int nextOurs = end ? ours.size() : inOurs.getOrDefault(i, -1);
        int nextTheirs = end ? theirs.size() : inTheirs.getOrDefault(i, -1);
        if (nextOurs < 0 || nextTheirs < 0) {
          continue;
        }
        conflicts +=
            chunk(
                base.subList(b, i), ours.subList(o, nextOurs), theirs.subList(t, nextTheirs), text);
        if (!end) {
          text.append(base.get(i));
        }
        b = i + 1;
        o = nextOurs + 1;
        t = nextTheirs + 1;
      }
      return new TextMerge(text.toString(), conflicts);
    }

    /// Where each line of the base stands in another text, if it does.
    private Map<Integer, Integer> places(List<String> other) {
      var places = new HashMap<Integer, Integer>();
      LongestCommon.of(base, other).forEach(pair -> places.put(pair.first(), pair.second()));
      return places;
    }
  }

  /// @return how many conflicts it has
  private static int chunk(
      List<String> base, List<String> ours, List<String> theirs, StringBuilder text) {
    if (ours.equals(base) || ours.equals(theirs)) {
      theirs.forEach(text::append);
      return 0;
    }
    if (theirs.equals(base)) {
      ours.forEach(text::append);
      return 0;
    }
    line(OURS, text);
    ours.forEach(text::append);
    line(MIDDLE, text);
    theirs.forEach(text::append);
    line(THEIRS, text);
    text.append('\n');
    return 1;
  }

  /// A marker has a line of its own.
  private static void line(String marker, StringBuilder text) {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
    text.append(marker);
    if (!marker.equals(THEIRS)) {
      text.append('\n');
    }
  }

  /// Each with its line end, if it has one.
  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
