package lab.harmony.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assumeThat(sandbox).isInstanceOf(KernelSandbox.Landlock.class);
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
