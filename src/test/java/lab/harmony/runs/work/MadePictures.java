package lab.harmony.runs.work;

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
import java.util.stream.Stream;

/// The picture files of a run as they are on disk: a file that was written again has another key or
/// another time.
record MadePictures(TreeMap<String, String> identities) {

  private static final Pattern MADE = Pattern.compile("Picture (\\d+), \\S+, is complete:");
  private static final Pattern FOUND =
      Pattern.compile("Picture (\\d+), \\S+, was complete already:");

  static MadePictures in(Path runFolder) {
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
    return new MadePictures(identities);
  }

  int count() {
    return identities.size();
  }

  /// Every one of these files is still the very same file among the others.
  void assertUntouchedIn(MadePictures later) {
    assertThat(later.identities()).containsAllEntriesOf(identities);
  }

  /// By its log, the run made no picture twice, and has every one: made while its worker watched,
  /// or found when it was killed just then.
  static void assertMadeOnce(Path runFolder, int pictures) throws IOException {
    var log = Files.readString(runFolder.resolve("log.txt"));
    var made = numbers(MADE, log);
    assertThat(made).doesNotHaveDuplicates();
    assertThat(Stream.concat(made.stream(), numbers(FOUND, log).stream()).distinct().sorted())
        .containsExactlyElementsOf(IntStream.range(0, pictures).boxed().toList());
  }

  private static List<Integer> numbers(Pattern line, String log) {
    return line.matcher(log).results().map(it -> Integer.valueOf(it.group(1))).toList();
  }
}
