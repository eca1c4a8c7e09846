package lab.harmony.notebooks.citations;

import java.util.regex.Pattern;

/// Puts names into Markdown as they are: what stands in them is no markup there.
final class PlainWords {
  private static final Pattern MARKUP =
      Pattern.compile(
          "[\\\\*\\[\\]()<>~$]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|&(?=#?\\w+;)|^[#+=-]"
              + "|(?<=^\\d{1,9})\\.");

  static String of(String name) {
    var line = name.strip().replaceAll("\\s+", " ");
    return MARKUP.matcher(line).replaceAll("\\\\$0").replace("`", "&#96;");
  }

  private PlainWords() {}
}
