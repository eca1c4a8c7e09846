package lab.harmony.training.ui.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class SpecWatchTest {

  @TempDir Path experiments;

  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

  /// What the system says of one change may come in parts.
  private void awaitChange() throws InterruptedException {
    assertThat(heard.poll(30, TimeUnit.SECONDS)).as("a change that is heard").isNotNull();
    while (heard.poll(300, TimeUnit.MILLISECONDS) != null) {
      // Another part.
    }
  }

  @Test
  void hearsOfSpecsHoweverTheyAreWritten() throws Exception {
    var old = Files.createDirectory(experiments.resolve("old"));
    try (var _ = new SpecWatch(experiments, () -> heard.add("changed"))) {
      Files.writeString(old.resolve("training.yaml"), "name: a\n");
      awaitChange();

      Files.writeString(old.resolve("notebook.ipynb"), "{}");
      Files.writeString(old.resolve("training.yaml.part"), "name: b\n");
      Files.move(
          old.resolve("training.yaml.part"),
          old.resolve("training.yaml"),
          StandardCopyOption.ATOMIC_MOVE);
      awaitChange();

      var later = Files.createDirectory(experiments.resolve("later"));
      awaitChange();
      Files.writeString(later.resolve("training.yaml"), "name: c\n");
      awaitChange();
      Files.delete(later.resolve("training.yaml"));
      awaitChange();
      Files.delete(later);
      awaitChange();
      Files.createDirectory(later);
      awaitChange();
      Files.writeString(later.resolve("training.yaml"), "name: d\n");
      awaitChange();
    }
  }

  @Test
  void aWorkspaceWithoutExperimentsIsNoReasonToFail() throws Exception {
    var none = experiments.resolve("none");
    try (var _ = new SpecWatch(none, () -> heard.add("changed"))) {
      Files.createDirectory(none);
      awaitChange();
      var first = Files.createDirectory(none.resolve("first"));
      awaitChange();
      Files.writeString(first.resolve("training.yaml"), "name: a\n");
      awaitChange();
    }
  }

  @Test
  void whatFailsWithOneChangeDoesNotEndListening() throws Exception {
    var old = Files.createDirectory(experiments.resolve("old"));
    Runnable failing =
        () -> {
          heard.add("changed");
          throw new IllegalStateException("cannot be looked at");
        };
    try (var _ = new SpecWatch(experiments, failing)) {
      Files.writeString(old.resolve("training.yaml"), "name: a\n");
      awaitChange();
      Files.writeString(old.resolve("training.yaml"), "name: b\n");
      awaitChange();
    }
  }
}
