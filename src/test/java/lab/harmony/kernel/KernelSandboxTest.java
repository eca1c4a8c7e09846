package lab.harmony.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lab.harmony.kernel.protocol.KernelEvent.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a cell cannot reach where this machine has what it needs; each is tried from outside first.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelSandboxTest {
  private KernelFixture kernel;

  @BeforeAll
  void start() {
    var sandbox =
        KernelSandbox.here(KernelClassPath.in(KernelFixture.classes()), KernelFixture.folder());
    if (sandbox instanceof KernelSandbox.None(var reason)) {
      // Where the machine has it, that it does not work is no reason to look away.
      assumeThat(reason).doesNotContain("has no sandbox that the lab knows", "has no Landlock");
      fail(reason);
    }
    kernel = KernelFixture.in(sandbox);
  }

  @AfterAll
  void end() {
    if (kernel != null) {
      kernel.close();
    }
  }

  @Test
  void itsOwnFolderIsItsOwn() {
    assertThat(
            kernel.value(
                "Files.writeString(Path.of(\"a.txt\"), \"kept\"); Files.readString(Path.of(\"a.txt\"))"))
        .isEqualTo("kept");
  }

  @Test
  void tablesPicturesAndTimesWorkAsEverywhere() {
    assertThat(
            kernel.value(
                """
                var picture = new java.awt.image.BufferedImage(40, 20, 1);
                picture.createGraphics().drawString("face", 2, 12);
                var table = Table.create(StringColumn.create("a", "x"), IntColumn.create("n", new int[] {1}));
                ZonedDateTime.now(ZoneId.of("Europe/Berlin")).getZone() + " " + table.rowCount()
                """))
        .isEqualTo("Europe/Berlin 1");
  }

  @Test
  void filesOfOthersAreNeitherReadNorWrittenNorSeen(@TempDir Path folder) throws IOException {
    var secret = Files.writeString(folder.resolve("secret.txt"), "secret");

    refused("Files.readString(Path.of(\"%s\"))".formatted(secret), "AccessDenied");
    refused("Files.writeString(Path.of(\"%s\"), \"changed\")".formatted(secret), "AccessDenied");
    refused("Files.list(Path.of(\"%s\")).toList()".formatted(folder), "AccessDenied");
    refused("Files.delete(Path.of(\"%s\"))".formatted(secret), "AccessDenied");
    refused("Files.readString(Path.of(\"/proc/self/environ\"))", "AccessDenied");
    refused("Files.createLink(Path.of(\"linked\"), Path.of(\"%s\"))".formatted(secret), "");
    kernel.runs(
        "link",
        "Files.createSymbolicLink(Path.of(\"symbolic\"), Path.of(\"%s\"));".formatted(secret));
    refused("Files.readString(Path.of(\"symbolic\"))", "AccessDenied");
    refused(
        "Files.setPosixFilePermissions(Path.of(\"%s\"), Set.of())".formatted(secret),
        "AccessDenied");
    refused(
        "Files.setLastModifiedTime(Path.of(\"%s\"), java.nio.file.attribute.FileTime.fromMillis(0))"
            .formatted(secret),
        "AccessDenied");

    assertThat(secret).hasContent("secret");
  }

  @Test
  void noSocketIsOpened() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused(
          "new java.net.Socket(\"127.0.0.1\", %d)".formatted(server.getLocalPort()),
          "Permission denied");
    }
    refused("new java.net.ServerSocket(0)", "Permission denied");
    refused("java.nio.channels.DatagramChannel.open()", "Permission denied");
  }

  @Test
  void noProgramIsStartedAndNoneIsEnded() throws IOException {
    kernel.runs("fork", "System.setProperty(\"jdk.lang.Process.launchMechanism\", \"FORK\");");
    refused(
        "new ProcessBuilder(Path.of(\"/lib64/ld-linux-x86-64.so.2\").toString(), \"/bin/true\").start()",
        "");
    refused("new ProcessBuilder(\"/bin/sh\", \"-c\", \"true\").start()", "Permission denied");
    var other = new ProcessBuilder("sleep", "600").start();
    try {
      kernel.run(
          "kill",
          "ProcessHandle.of(%d).ifPresent(ProcessHandle::destroyForcibly);".formatted(other.pid()));

      assertThat(other.isAlive()).isTrue();
      assertThat(kernel.value("ProcessHandle.of(%d).isPresent()".formatted(other.pid())))
          .isEqualTo("false");
    } finally {
      other.destroyForcibly();
    }
  }

  /// The call that Java itself makes to end a process, past what asks for its parent and its start.
  @Test
  void aSignalToAnotherProcessIsRefused() throws IOException {
    var free = KernelFixture.start();
    try (free) {
      var first = new ProcessBuilder("sleep", "600").start();
      assertThat(ending(free, first)).isEqualTo("true");
      assertThat(first.onExit()).succeedsWithin(Duration.ofSeconds(60));
    }
    var other = new ProcessBuilder("sleep", "600").start();
    try {
      assertThat(ending(kernel, other)).isEqualTo("false");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  private static String ending(KernelFixture kernel, Process other) {
    return kernel.value(
        """
        var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        var unsafe = (sun.misc.Unsafe) field.get(null);
        var end = Class.forName("java.lang.ProcessHandleImpl").getDeclaredMethod("destroy0", long.class, long.class, boolean.class);
        unsafe.putBoolean(end, 12, true);
        end.invoke(null, %dL, 0L, true)
        """
            .formatted(other.pid()));
  }

  @Test
  void aProbeThatHangsIsGivenUp() {
    assertThat(KernelSandbox.tried(List.of("sleep", "600"), Duration.ofMillis(10)))
        .isInstanceOfSatisfying(
            KernelSandbox.None.class,
            none -> assertThat(none.reason()).startsWith("trying it took more than"));
  }

  @Test
  void aCellIsStoppedThereToo() {
    var running = kernel.begin("endless", "while (true) {}");

    assertThat(kernel.interrupt(running).status()).isEqualTo(Status.ABORTED);
  }

  private void refused(String code, String why) {
    assertThat(kernel.run("refused", code).status()).as(code).isEqualTo(Status.ERROR);
    assertThat(kernel.error().traceback().getFirst()).as(code).contains(why);
  }
}
