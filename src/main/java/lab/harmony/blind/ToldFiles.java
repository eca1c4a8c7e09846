package lab.harmony.blind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Files of a workspace that tell what closed sessions came to: notebooks and reports that have a
/// result of them, and their published files. For whoever starts no services.
public final class ToldFiles {

  /// What stands before the commitment wherever a closed session is told.
  public static final String SEALED_UNDER = "sealed at its start under the SHA-256 ";

  private static final Logger LOG = LoggerFactory.getLogger(ToldFiles.class);
  private static final int DEEPEST = 6;
  private static final long LARGEST = 64L << 20;
  private static final List<String> ENDINGS = List.of(".ipynb", ".html", ".json");

  private ToldFiles() {}

  /// Those of some commitments of which something in a folder tells the session, also where folders
  /// are links. What cannot be read tells nothing, and keeps nothing else from being looked at.
  public static Set<String> in(Path folder, Set<String> commitments) {
    var told = new HashSet<String>();
    if (commitments.isEmpty() || !Files.isDirectory(folder)) {
      return told;
    }
    try {
      Files.walkFileTree(
          folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Looking(commitments, told));
    } catch (IOException e) {
      LOG.warn("{} could not be looked through", folder, e);
    }
    return told;
  }

  /// Looks at each file, past what cannot be read.
  private static final class Looking extends SimpleFileVisitor<Path> {

    private final Set<String> commitments;
    private final Set<String> told;

    Looking(Set<String> commitments, Set<String> told) {
      this.commitments = commitments;
      this.told = told;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
      var name = file.toString().toLowerCase(Locale.ROOT);
      if (is.isRegularFile() && ENDINGS.stream().anyMatch(name::endsWith)) {
        if (is.size() > LARGEST) {
          LOG.warn("{} is too large to be looked at for closed blind sessions", file);
        } else {
          look(file, commitments, told);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
      LOG.warn("{} could not be looked at for closed blind sessions: {}", file, problem.toString());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) {
      if (problem != null) {
        LOG.warn("{} could not be looked through to its end: {}", folder, problem.toString());
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static void look(Path file, Set<String> commitments, Set<String> told) {
    try {
      // Also of text that is not wholly UTF-8: a commitment is ASCII.
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (var commitment : commitments) {
        if (text.contains(commitment)
            && (text.contains(SEALED_UNDER + commitment) || isPublished(text, commitment))) {
          told.add(commitment);
        }
      }
    } catch (IOException e) {
      LOG.warn("{} could not be read for closed blind sessions: {}", file, e.toString());
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
