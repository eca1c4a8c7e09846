package lab.harmony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What is written in the sources of the product, for rules that its classes do not show.
public final class ProductSources {

  public static final Path JAVA = Path.of("src", "main", "java");

  private ProductSources() {}

  /// Where a pattern is found in Java, but for comments and these files: `Times.java:12: what`.
  public static List<String> found(Pattern pattern, Set<String> butFor) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(JAVA)) {
      for (var file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
        var name = file.getFileName().toString();
        if (!butFor.contains(name)) {
          var lines = Files.readAllLines(file);
          for (var i = 0; i < lines.size(); i++) {
            var matcher = pattern.matcher(lines.get(i));
            if (!lines.get(i).strip().startsWith("//") && matcher.find()) {
              found.add("%s:%d: %s".formatted(name, i + 1, matcher.group()));
            }
          }
        }
      }
    }
    if (!Files.exists(JAVA.resolve("lab/harmony/HarmonyLab.java"))) {
      throw new IllegalStateException("%s has no sources".formatted(JAVA.toAbsolutePath()));
    }
    return found;
  }
}
