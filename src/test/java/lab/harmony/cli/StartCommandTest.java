package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.harmony.BrowserParts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class StartCommandTest {

  @TempDir Path folder;

  @Test
  void aRehearsalOpensTheFirstPageAndEnds() throws Exception {
    Files.createDirectories(folder.resolve("workspace"));

    var answer = new LabProcess(folder).lab("start", "--port", "0", "--rehearse");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("Harmony Lab is ready.");
    assertThat(folder.resolve("data/accounts/links"))
        .as("its sign-in link was used")
        .satisfies(links -> {
          try (var left = Files.list(links)) {
            assertThat(left).as("only the link that was printed waits").hasSize(1);
          }
        });
  }

  @Test
  void aRehearsalOfScreensShowsPicturesAndWritesNothingIntoTheWorkspace() throws Exception {
    var workspace = folder.resolve("workspace");
    for (var part : List.of("experiments/baseline", "prompts")) {
      BrowserParts.copy(Path.of(part), workspace.resolve(part));
    }
    var before = files(workspace);

    var answer = new LabProcess(folder).lab("start", "--port", "0", "--rehearse-screens");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(files(folder.resolve("data/thumbnails"))).as("its screens asked for").isNotEmpty();
    assertThat(files(workspace)).isEqualTo(before);
  }

  private static Map<Path, FileTime> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      var all = new TreeMap<Path, FileTime>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.put(file, Files.getLastModifiedTime(file));
      }
      return all;
    }
  }

  @Test
  void aWordThatIsNoSettingIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("workspace"));

    var answer = new LabCall(folder).lab("start", "person=Ada");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("\"person=Ada\" is no setting");
  }
}
