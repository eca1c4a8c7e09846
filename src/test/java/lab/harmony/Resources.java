package lab.harmony;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The files for browsers that lie on the class path, in the lab and in its libraries.
final class Resources {

  private static final String FOLDER = "META-INF/resources/";

  private Resources() {}

  /// The address of one file of each folder, as `/styles/styles.css`.
  static List<String> files() {
    try {
      var first = new TreeMap<String, String>();
      for (var file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:" + FOLDER + "**/*.*")) {
        var url = file.getURL().toString();
        var address = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
        first.merge(
            address.replaceFirst("/.*", ""),
            "/" + address,
            (one, other) -> one.compareTo(other) < 0 ? one : other);
      }
      return List.copyOf(first.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The one of a folder, which is there.
  static Map<String, Integer> oneOf(String folder) {
    return files().stream()
        .filter(file -> file.startsWith(folder.replace("**", "")))
        .findFirst()
        .map(file -> Map.of(file, 200))
        .orElseThrow();
  }
}
