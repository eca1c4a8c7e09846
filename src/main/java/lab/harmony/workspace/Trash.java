package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import org.springframework.stereotype.Service;

/// Where whole folders go that a person deletes: `trash/` of the data folder, until somebody
/// empties it by hand.
@Service
public class Trash {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  /// As [#MOMENT] writes them.
  private static final Pattern NUMBERS = Pattern.compile("\\d{8}-\\d{6}-\\d{3}");

  private final Path root;
  private final Clock clock;

  Trash(DataFolder data, Clock clock) {
    this.root = data.root().resolve("trash");
    this.clock = clock;
  }

  /// A folder in the trash, and where it was.
  public record Thrown(Path from, Path folder) {}

  /// Moves a folder to the trash.
  ///
  /// @throws IOException if it cannot be moved; it is where it was then
  public Thrown take(Path folder) throws IOException {
    var to = root.resolve("%s-%s".formatted(folder.getFileName(), MOMENT.format(clock.instant())));
    Files.createDirectories(root);
    FileUtils.moveDirectory(folder.toFile(), to.toFile());
    return new Thrown(folder, to);
  }

  /// Whether a folder in the trash that was called so before has such a name.
  public static boolean isName(String name, String before) {
    return name.startsWith(before + "-")
        && NUMBERS.matcher(name.substring(before.length() + 1)).matches();
  }

  /// Puts a folder back whose deletion failed afterwards.
  ///
  /// @return why it failed; and that the folder lies in the trash, if it could not be put back
  public String takenBack(Thrown thrown, Exception why) {
    var reason = String.valueOf(why.getMessage());
    return putBack(thrown).map(still -> reason + " " + still).orElse(reason);
  }

  /// Puts a folder back.
  ///
  /// @return why it could not be; empty when it is there again
  public Optional<String> putBack(Thrown thrown) {
    if (Files.exists(thrown.from())) {
      return Optional.of(
          "There is another %s now. The deleted one lies in %s."
              .formatted(thrown.from().getFileName(), thrown.folder()));
    }
    try {
      FileUtils.moveDirectory(thrown.folder().toFile(), thrown.from().toFile());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "It could not be put back: %s. It lies in %s."
              .formatted(e.getMessage(), thrown.folder()));
    }
  }
}
