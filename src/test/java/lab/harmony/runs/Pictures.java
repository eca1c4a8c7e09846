package lab.harmony.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The picture files of a run as they are on disk: a file that was written again has another key or
/// another time.
record Pictures(TreeMap<String, String> identities) {

  private static final Pattern COMPLETED =
      Pattern.compile("Picture (\\d+), (\\S+), (?:is complete|was complete already): (\\w+)");

  static Pictures in(Path runFolder) {
    var identities = new TreeMap<String, String>();
    try (var files = Files.list(runFolder.resolve("images"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".png")).toList()) {
        var facts = Files.readAttributes(file, BasicFileAttributes.class);
        identities.put(
            file.getFileName().toString(),
            "%s written %s".formatted(facts.fileKey(), facts.lastModifiedTime()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Pictures(identities);
  }

  int count() {
    return identities.size();
  }

  /// Every one of these files is still the very same file among the others.
  void assertUntouchedIn(Pictures later) {
    assertThat(later.identities()).containsAllEntriesOf(identities);
  }

  /// The log tells of every picture once.
  static void assertMadeOnce(Path runFolder, int pictures) throws IOException {
    var told =
        COMPLETED
            .matcher(Files.readString(runFolder.resolve("log.txt")))
            .results()
            .map(it -> Integer.valueOf(it.group(1)))
            .sorted()
            .toList();
    assertThat(told).isEqualTo(IntStream.range(0, pictures).boxed().toList());
  }

  static List<String> temporaryFiles(Path runFolder) throws IOException {
    try (var files = Files.list(runFolder.resolve("images"))) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> !it.endsWith(".png"))
          .toList();
    }
  }
}
