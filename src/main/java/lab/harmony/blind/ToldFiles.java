package lab.harmony.blind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Files of a workspace that tell what closed sessions came to: notebooks and reports that have a
/// result of them, and their published files. For whoever starts no services.
public final class ToldFiles {

  /// What stands before the commitment wherever a closed session is told.
  public static final String SEALED_UNDER = "sealed at its start under the SHA-256 ";

  private static final int DEEPEST = 6;
  private static final long LARGEST = 64L << 20;
  private static final List<String> ENDINGS = List.of(".ipynb", ".html", ".json");

  private ToldFiles() {}

  /// Those of some commitments of which something in a folder tells the session. Files that cannot
  /// be read tell nothing.
  public static Set<String> in(Path folder, Set<String> commitments) {
    var told = new HashSet<String>();
    if (commitments.isEmpty() || !Files.isDirectory(folder)) {
      return told;
    }
    try (var files = Files.walk(folder, DEEPEST)) {
      files.filter(ToldFiles::isLookedAt).forEach(file -> look(file, commitments, told));
    } catch (IOException | UncheckedIOException e) {
      LoggerFactory.getLogger(ToldFiles.class).warn("{} could not be looked through", folder, e);
    }
    return told;
  }

  private static boolean isLookedAt(Path file) {
    var name = file.toString();
    return ENDINGS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void look(Path file, Set<String> commitments, Set<String> told) {
    try {
      if (Files.size(file) > LARGEST) {
        return;
      }
      var text = Files.readString(file);
      for (var commitment : commitments) {
        if (text.contains(commitment)
            && (text.contains(SEALED_UNDER + commitment) || isPublished(text, commitment))) {
          told.add(commitment);
        }
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(ToldFiles.class).debug("{} cannot be read", file, e);
    }
  }

  /// Whether nonce and mapping are those that were sealed, which nobody knows before the close.
  private static boolean isPublished(String text, String commitment) {
    try {
      var json = Json.MAPPER.readTree(text);
      return Sha256.of(json.path("nonce").asString("") + "\n" + json.path("mapping").asString(""))
          .hex()
          .equals(commitment);
    } catch (JacksonException notJson) {
      return false;
    }
  }
}
