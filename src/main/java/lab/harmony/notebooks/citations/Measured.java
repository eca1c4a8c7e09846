package lab.harmony.notebooks.citations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A quantity of a result: one number or two, exact, and how they are written.
///
/// @param numbers percentages 0..100 where `percent`
/// @param decimals how many are written unless a text has others already
/// @param form a sentence with `%s` for each number
/// @param words what it is, with all that belongs to it
record Measured(List<Double> numbers, boolean percent, int decimals, String form, String words) {
  private static final Pattern NUMBER =
      Pattern.compile("[-−]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:[.,]\\d+)?");

  /// As it is written where nothing else is wished.
  String text() {
    return String.format(
        Locale.ROOT, form, numbers.stream().map(it -> rounded(it, decimals)).toArray());
  }

  /// Whether a text says the same, at the precision it has.
  boolean equalsWritten(String text) {
    return inWritten(text).equals(text);
  }

  /// A text with these numbers in place of its own, at its own precision; where it has another
  /// number of them, as it is written usually.
  String inWritten(String text) {
    var found = NUMBER.matcher(text);
    var scale = percent && !text.contains("%") ? 0.01 : 1;
    var spots = new ArrayList<int[]>();
    while (found.find()) {
      spots.add(new int[] {found.start(), found.end()});
    }
    if (spots.size() != numbers.size()) {
      return text();
    }
    var written = new StringBuilder();
    var from = 0;
    for (var i = 0; i < spots.size(); i++) {
      var spot = text.substring(spots.get(i)[0], spots.get(i)[1]);
      written.append(text, from, spots.get(i)[0]).append(like(spot, numbers.get(i) * scale));
      from = spots.get(i)[1];
    }
    return written.append(text, from, text.length()).toString();
  }

  /// A number in the way another one is written: its decimals, its sign for minus, its comma.
  private static String like(String spot, double number) {
    var plain = spot.matches("[-−]?\\d{1,3}(,\\d{3})+(\\.\\d+)?") ? spot.replace(",", "") : spot;
    var comma = plain.indexOf(',') >= 0;
    var point = Math.max(plain.indexOf('.'), plain.indexOf(','));
    var text = rounded(number, point < 0 ? 0 : plain.length() - point - 1);
    if (Double.parseDouble(text.replace('−', '-'))
        == Double.parseDouble(plain.replace(',', '.').replace('−', '-'))) {
      return spot;
    }
    text = comma ? text.replace('.', ',') : text;
    return spot.startsWith("−") ? text.replace('-', '−') : text;
  }

  private static String rounded(double number, int decimals) {
    var text = String.format(Locale.ROOT, "%." + decimals + "f", number);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }
}
