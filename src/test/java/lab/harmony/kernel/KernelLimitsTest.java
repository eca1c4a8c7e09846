package lab.harmony.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelEvent.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cells that take too much, or say what only the kernel may say.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelLimitsTest {
  private KernelFixture kernel;

  @BeforeAll
  void start() {
    kernel = KernelFixture.start();
  }

  @AfterAll
  void end() {
    kernel.close();
  }

  @Test
  void memoryThatRunsOutIsAnErrorOfTheCell() {
    kernel.runs("list", "var list = new ArrayList<byte[]>();");

    assertThat(kernel.run("fill", "while (true) { list.add(new byte[1 << 20]); }").status())
        .isEqualTo(Status.ERROR);

    assertThat(kernel.error().ename()).isEqualTo("java.lang.OutOfMemoryError");
    kernel.runs("list", "List<byte[]> list = null;");
    assertThat(kernel.value("new byte[100 << 20].length")).isEqualTo("104857600");
  }

  @Test
  void aCellThatRunsAgainAndAgainKeepsNoneOfItsFormerValues() {
    for (var time = 0; time < 20; time++) {
      kernel.runs("big", "var big = new byte[40 << 20];");
    }
    kernel.runs("big", "");
  }

  @Test
  void ofMuchTextTheBeginningAndTheEndAreTold() {
    kernel.runs(
        "much",
        "var line = \"x\".repeat(99) + \"\\n\";\n"
            + "for (int i = 0; i < 500_000; i++) { System.out.print(line); }\n"
            + "System.out.print(\"the end\");");

    assertThat(kernel.printed())
        .hasSizeBetween(1 << 20, (1 << 20) + (17 << 10))
        .contains("bytes left out")
        .endsWith("the end");
    kernel.runs("few", "System.out.print(\"again\");");
    assertThat(kernel.printed()).isEqualTo("again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(3);",
        "Runtime.getRuntime().exit(3);",
        "Runtime.getRuntime().halt(3);",
        "List.of(3).forEach(System::exit);",
        "List.of(3).forEach(Runtime.getRuntime()::halt);"
      })
  void aCellCannotEndTheKernel(String code) {
    assertThat(kernel.run("exit", code).status()).isEqualTo(Status.ERROR);

    assertThat(kernel.error().evalue()).contains("cannot end the kernel");
    assertThat(kernel.value("1")).isEqualTo("1");
  }

  @Test
  void whatIsTooLargeToBeToldIsAnErrorOfTheCell() {
    assertThat(
            kernel
                .run("long", "throw new IllegalStateException(\"x\".repeat(5_000_000));")
                .status())
        .isEqualTo(Status.ERROR);
    assertThat(kernel.error().evalue()).hasSize(10_001);
    assertThat(kernel.run("html", "display(Shown.html(\"x\".repeat(9_000_000)));").status())
        .isEqualTo(Status.ERROR);
    assertThat(kernel.error().evalue()).contains("larger than 8 MB");
  }

  @Test
  void aVariableThatCannotTellItsSizeKeepsNoAnswerBack() {
    assertThat(
            kernel
                .runs(
                    "odd",
                    """
                    var odd =
                        Collections.unmodifiableCollection(
                            new AbstractList<String>() {
                              public String get(int index) { return ""; }
                              public int size() { throw new IllegalStateException(); }
                            });
                    """)
                .variables())
        .anyMatch(variable -> variable.name().equals("odd") && variable.value().isEmpty());
    kernel.runs("odd", "");
  }

  @Test
  void nothingIsReadFromTheKernelsOwnInput() {
    assertThat(kernel.value("new Scanner(System.in).hasNext()")).isEqualTo("false");
  }

  @Test
  void nothingOfThisProgramsEnvironmentIsThere() {
    assertThat(kernel.value("System.getenv().keySet()")).isEqualTo("[LC_ALL]");
    assertThat(kernel.run("lab", "lab.harmony.HarmonyLab.class").status()).isEqualTo(Status.ERROR);
  }

  @Test
  void aKernelThatEndsAllTheSameSaysSo() {
    try (var other = KernelFixture.start()) {
      assertThatThrownBy(() ->
              other.run(
                  "halt",
                  "Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 4);"))
          .isInstanceOf(KernelEnded.class)
          .hasMessageContaining("exit code 4");
      assertThatThrownBy(() -> other.run("next", "1")).isInstanceOf(KernelEnded.class);
    }
  }

  @Test
  void whatIsNoMessageIsPassedOverUntilItIsTooMuch() {
    try (var other = KernelFixture.start()) {
      other.runs(
          "forge",
          "var out = new FileOutputStream(FileDescriptor.out);\n"
              + "out.write(\"nonsense\\n{}\\n{\\\"type\\\":\\\"stream\\\"}\\n\".getBytes());");
      assertThat(other.value("1")).isEqualTo("1");

      assertThatThrownBy(
              () -> other.run("much", "while (true) { out.write(\"nonsense\\n\".getBytes()); }"))
          .isInstanceOf(KernelEnded.class)
          .hasMessageContaining("none of its messages");
    }
  }

  @Test
  void aLineWithoutAnEndEndsTheKernel() {
    try (var other = KernelFixture.start()) {
      assertThatThrownBy(() ->
              other.run(
                  "forge",
                  "var out = new FileOutputStream(FileDescriptor.out);\n"
                      + "while (true) { out.write(new byte[1 << 20]); }"))
          .isInstanceOf(KernelEnded.class)
          .hasMessageContaining("a line of more than 8 MB");
    }
  }

  @Test
  void aKernelThatShowsTooMuchIsEnded() {
    try (var other = KernelFixture.start()) {
      assertThatThrownBy(
              () -> other.run("show", "while (true) { display(\"x\".repeat(100_000)); }"))
          .isInstanceOf(KernelEnded.class)
          .hasMessageContaining("told more than 32 MB");
      assertThat(other.told(KernelEvent.DisplayData.class)).hasSizeLessThan(400);
    }
  }

  @Test
  void noKernelIsLeftBehindByAProgramThatWasKilled() throws IOException, InterruptedException {
    var parent =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    KernelParent.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = parent.inputReader()) {
      var kernel = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();

      parent.destroyForcibly().waitFor();

      assertThat(kernel.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
    }
  }
}
