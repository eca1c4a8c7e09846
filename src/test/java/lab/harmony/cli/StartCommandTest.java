package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
  void aWordThatIsNoSettingIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("workspace"));

    var answer = new LabCall(folder).lab("start", "person=Ada");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("\"person=Ada\" is no setting");
  }
}
