package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class FileVersionTest {

  @TempDir Path folder;
  private Path file;
  private FileVersion before;

  @BeforeEach
  void aFile() throws IOException {
    file = Files.writeString(folder.resolve("one"), "one");
    before = FileVersion.of(file);
  }

  @Test
  void aFileThatNobodyTouchedIsTheSame() throws IOException {
    Files.readString(file);
    assertThat(FileVersion.of(file)).isEqualTo(before);
    assertThat(FileVersion.of(file).text()).isEqualTo(before.text());
  }

  @Test
  void oneThatWasPutInItsPlaceIsAnotherAtTheSameSizeAndTime() throws IOException {
    var other = Files.writeString(folder.resolve("other"), "two");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    var now = FileVersion.of(file);
    assertThat(now.size()).isEqualTo(before.size());
    assertThat(now.modified()).isEqualTo(before.modified());
    assertThat(now.text()).isNotEqualTo(before.text());
  }

  @Test
  void soIsOneThatWasWrittenInPlaceAndGivenItsOldTime() {
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("unix"));
    await()
        .until(() -> {
          var modified = Files.getLastModifiedTime(file);
          Files.writeString(file, "two");
          Files.setLastModifiedTime(file, modified);
          return !FileVersion.of(file).equals(before);
        });
    assertThat(before.size()).isEqualTo(3);
  }

  @Test
  void oneThatWasWrittenAMomentAgoMayStillBeWrittenWithoutLookingAnother() {
    assertThat(before.settledAt(before.changed().plus(Duration.ofSeconds(1)))).isFalse();
    assertThat(before.settledAt(before.changed().plus(Duration.ofSeconds(3)))).isTrue();
  }

  @Test
  void oneThatIsNotThereHasNone() {
    assertThatThrownBy(() -> FileVersion.of(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
