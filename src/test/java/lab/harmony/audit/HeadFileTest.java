package lab.harmony.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import lab.harmony.workspace.AtomicFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class HeadFileTest {

  private static final AuditHead HEAD = new AuditHead(1, "a".repeat(64));

  @TempDir Path folder;

  @Test
  void whoeverHoldsItForTooLongIsNotWaitedForWithoutEnd() throws Exception {
    var file = new HeadFile(folder.resolve("audit/head.json"), Duration.ofMillis(100));
    file.reset(HEAD);
    var lock = folder.resolve("audit/head.lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      assertThatThrownBy(() -> file.reset(new AuditHead(2, "b".repeat(64))))
          .isInstanceOf(AtomicFiles.NotWritten.class)
          .hasMessageContaining("head.json could not be written")
          .hasMessageContaining("another has held head.lock");
    }
    assertThat(file.read().readable().orElseThrow()).contains(HEAD);
    file.reset(new AuditHead(2, "b".repeat(64)));
    assertThat(Files.readString(folder.resolve("audit/head.json"))).contains("bbbb");
  }
}
