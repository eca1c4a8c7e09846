package lab.harmony.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import lab.harmony.kernel.KernelEnded;
import lab.harmony.kernel.KernelSandbox;
import lab.harmony.kernel.protocol.KernelEvent.Status;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.people.Somebody;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class KernelsTest {

  private static final CellId OTHER = new CellId("other");

  @TempDir Path folder;

  private static void awaitThat(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(60)).until(condition::getAsBoolean);
  }

  @Test
  void eachNotebookOfAPersonHasAKernelOfItsOwnThatStays() {
    try (var lab = new KernelsFixture(folder, 4)) {
      var one = lab.kernels.of(lab.owner("one"));
      lab.run(one, "var kept = 41;");

      assertThat(lab.kernels.of(lab.owner("one"))).isSameAs(one);
      assertThat(lab.run(one, OTHER, "System.out.print(kept + 1);")).isEqualTo(Status.OK);
      assertThat(lab.printed()).isEqualTo("42");
      var two = lab.kernels.of(lab.owner("two"));
      assertThat(two.pid()).isNotEqualTo(one.pid());
      assertThat(lab.run(two, OTHER, "kept")).isEqualTo(Status.ERROR);
    }
  }

  @Test
  void aSpareIsStartedWhenSomebodyLooksAtACodeCellNotBeforeAndReplacedWhenItIsTaken() {
    try (var lab = new KernelsFixture(folder, 4)) {
      assertThat(lab.kernels.spare()).isEmpty();

      lab.kernels.expect();
      awaitThat(() -> lab.kernels.spare().isPresent());
      var spare = lab.kernels.spare().orElseThrow();

      assertThat(lab.kernels.of(lab.owner("one"))).isSameAs(spare);
      awaitThat(() -> lab.kernels.spare().filter(next -> next != spare).isPresent());
    }
  }

  @Test
  void whoeverUsesNoneForLongFindsAFreshOne() {
    try (var lab = new KernelsFixture(folder, 1)) {
      var kernel = lab.kernels.of(lab.owner("one"));
      lab.run(kernel, "var kept = 1;");

      lab.now.updateAndGet(now -> now.plus(KernelsFixture.IDLE));
      lab.kernels.endIdle();
      assertThat(kernel.isAlive()).isTrue();
      lab.now.updateAndGet(now -> now.plusSeconds(1));
      lab.kernels.endIdle();

      assertThat(kernel.isAlive()).isFalse();
      assertThat(lab.kernels.find(lab.owner("one"))).isEmpty();
      assertThat(lab.run(lab.kernels.of(lab.owner("one")), OTHER, "kept")).isEqualTo(Status.ERROR);
    }
  }

  @Test
  void whereAllAreAtWorkAnotherIsRefusedAndWhereOneIsIdleItGivesWay() throws Exception {
    try (var lab = new KernelsFixture(folder, 1)) {
      var first = lab.kernels.of(lab.owner("one"));
      var running =
          CompletableFuture.supplyAsync(() ->
              first.run(
                  KernelsFixture.CELL,
                  "System.out.print(\"begun\"); while (true) {}",
                  Set.of(KernelsFixture.CELL),
                  lab.told::add,
                  () -> false));
      awaitThat(() -> lab.printed().contains("begun"));

      assertThatThrownBy(() -> lab.kernels.of(lab.owner("two")))
          .isInstanceOf(KernelRefused.class)
          .hasMessageContaining("there are 1 at most");
      lab.kernels.stop(lab.owner("one").experiment(), KernelsFixture.CELL);
      assertThat(running.get(60, TimeUnit.SECONDS).status()).isEqualTo(Status.ABORTED);

      assertThat(lab.run(lab.kernels.of(lab.owner("two")), "1")).isEqualTo(Status.OK);
      assertThat(first.isAlive()).isFalse();
    }
  }

  @Test
  void aKernelThatEndsSaysSoAndTheNextRunHasAFreshOne() {
    try (var lab = new KernelsFixture(folder, 1)) {
      var kernel = lab.kernels.of(lab.owner("one"));

      assertThatThrownBy(() -> lab.run(kernel, halting()))
          .isInstanceOf(KernelEnded.class)
          .hasMessageStartingWith("The kernel ended by itself (exit code 7)")
          .hasMessageEndingWith("What cells had defined is gone; run them again.");

      assertThat(lab.run(lab.kernels.of(lab.owner("one")), "1")).isEqualTo(Status.OK);
    }
  }

  private static String halting() {
    return """
    Runtime.class.getMethod("halt", int.class).invoke(Runtime.getRuntime(), 7);
    """;
  }

  @Test
  void whatACellDefinedThatIsNoMoreIsDropped() {
    try (var lab = new KernelsFixture(folder, 1)) {
      var kernel = lab.kernels.of(lab.owner("one"));
      lab.run(kernel, "var kept = 1;");

      assertThat(lab.run(kernel, OTHER, "kept")).isEqualTo(Status.OK);
      assertThat(kernel.run(OTHER, "kept", Set.of(OTHER), lab.told::add, () -> false).status())
          .isEqualTo(Status.ERROR);
    }
  }

  @Test
  void whatWasStoppedBeforeItBeganDoesNotRunForEver() {
    try (var lab = new KernelsFixture(folder, 1)) {
      var reply =
          lab.kernels
              .of(lab.owner("one"))
              .run(
                  KernelsFixture.CELL,
                  "while (true) {}",
                  Set.of(KernelsFixture.CELL),
                  lab.told::add,
                  () -> true);

      assertThat(reply.status()).isEqualTo(Status.ABORTED);
    }
  }

  @Test
  void withoutASandboxNobodyRunsCodeUnlessAnOwnerAllowsItAndThenOwnersAlone() {
    var settings = new KernelSettings(128, 1, KernelsFixture.IDLE, false);
    try (var lab = new KernelsFixture(folder, settings, KernelsFixture::none)) {
      lab.kernels.expect();
      assertThatThrownBy(() -> lab.kernels.of(lab.owner("one")))
          .isInstanceOf(KernelRefused.class)
          .hasMessageContaining("this machine has none: a test has none")
          .hasMessageContaining("harmony.code.without-sandbox=true");
      assertThat(lab.kernels.spare()).isEmpty();
    }
    try (var lab = new KernelsFixture(folder, 1)) {
      var researcher = Somebody.researcher(lab.people, "Ben").person();

      assertThatThrownBy(
              () -> lab.kernels.of(new KernelOwner(lab.owner("one").experiment(), researcher)))
          .isInstanceOf(KernelRefused.class)
          .hasMessageContaining("only owners of the lab may run code cells");
      assertThat(lab.run(lab.kernels.of(lab.owner("one")), "1")).isEqualTo(Status.OK);
    }
  }

  @Test
  void whereThereIsASandboxKernelsAreInIt() throws IOException {
    var secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    var settings = new KernelSettings(128, 1, KernelsFixture.IDLE, false);
    try (var lab = new KernelsFixture(folder.resolve("data"), settings, KernelSandbox::here)) {
      var kernel = lab.kernels.of(lab.owner("one"));

      assertThat(lab.run(kernel, "Files.readString(Path.of(\"%s\"))".formatted(secret)))
          .isEqualTo(Status.ERROR);
      assertThat(lab.run(kernel, "Files.writeString(Path.of(\"mine.txt\"), \"mine\");"))
          .isEqualTo(Status.OK);
    }
  }

  @Test
  void allEndWithTheLab() {
    var lab = new KernelsFixture(folder, 2);
    var kernel = lab.kernels.of(lab.owner("one"));
    awaitThat(() -> lab.kernels.spare().isPresent());
    var pids = List.of(kernel.pid(), lab.kernels.spare().orElseThrow().pid());

    lab.close();

    awaitThat(() -> pids.stream().noneMatch(KernelsTest::lives));
    assertThatThrownBy(() -> lab.kernels.of(lab.owner("one"))).isInstanceOf(KernelRefused.class);
  }

  @Test
  void allEndWhenTheLabIsKilledAndTheNextOneRemovesTheirFolders()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var parent =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    KernelsParent.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = parent.inputReader()) {
      var kernel = told(lines);
      var spare = told(lines);

      parent.destroyForcibly().waitFor();

      kernel.onExit().get(60, TimeUnit.SECONDS);
      spare.onExit().get(60, TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
    assertThat(work()).hasSize(2);
    try (var lab = new KernelsFixture(folder, 1)) {
      lab.kernels.of(lab.owner("one"));
      assertThat(work()).hasSize(1);
    }
  }

  private static ProcessHandle told(BufferedReader lines) {
    return lines
        .lines()
        .filter(line -> line.startsWith("kernel "))
        .findFirst()
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line.substring("kernel ".length()))))
        .orElseThrow();
  }

  private List<Path> work() throws IOException {
    try (var all = Files.list(folder.resolve("kernels/work"))) {
      return all.toList();
    }
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
