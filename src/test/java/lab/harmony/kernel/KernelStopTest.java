package lab.harmony.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.harmony.kernel.protocol.KernelEvent.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A cell that is stopped stops, whatever it does.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelStopTest {
  private KernelFixture kernel;

  @BeforeAll
  void start() {
    kernel = KernelFixture.start();
  }

  @AfterAll
  void end() {
    kernel.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "void loop() { while (true) {} }\nloop();",
        "long n = 0; while (true) { try { n++; } catch (Throwable all) { } }",
        "Stream.iterate(1, x -> x + 1).forEach(x -> { });",
        "Thread.sleep(1_000_000);",
        "new java.util.concurrent.LinkedBlockingQueue<String>().take();"
      })
  void whatCellsDoIsStoppedAndWhatTheyDefinedStays(String code) {
    kernel.runs("kept", "int kept = 7;");
    var running = kernel.begin("endless", code + "\nint never = 1;");

    assertThat(kernel.interrupt(running).status()).isEqualTo(Status.ABORTED);

    assertThat(kernel.value("kept")).isEqualTo("7");
    assertThat(kernel.run("after", "never").status()).isEqualTo(Status.ERROR);
  }

  @Test
  void aStopThatComesLateIsNoStopOfTheNext() {
    var first = kernel.begin("first", "int one = 1;");
    KernelFixture.await(first.reply());
    var second =
        kernel.begin("second", "for (int i = 0; i < 20; i++) { Thread.sleep(10); }\nint two = 2;");

    kernel.session.interrupt(first);

    assertThat(KernelFixture.await(second.reply()).status()).isEqualTo(Status.OK);
  }

  @Test
  void aCellThatWaitsForItsTurnIsStoppedAndNoOther() {
    var first = kernel.begin("first", "while (true) {}");
    var second = kernel.session.execute("second", "int waited = 1;");

    kernel.session.interrupt(second);
    assertThat(first.reply()).isNotDone();
    kernel.session.interrupt(first);

    assertThat(KernelFixture.await(first.reply()).status()).isEqualTo(Status.ABORTED);
    assertThat(KernelFixture.await(second.reply()).status()).isEqualTo(Status.ABORTED);
    assertThat(kernel.run("after", "waited").status()).isEqualTo(Status.ERROR);
  }

  @Test
  void aResultThatTakesForEverToTellIsStopped() {
    var running =
        kernel.begin(
            "endless",
            """
            class Endless {
              public String toString() {
                System.out.print("telling");
                while (true) {}
              }
            }
            new Endless()
            """);
    kernel.awaitPrinted("telling");

    assertThat(kernel.interrupt(running).status()).isEqualTo(Status.ABORTED);
  }

  @Test
  void whatCannotBeStoppedIsEndedWithItsKernel() {
    try (var other = KernelFixture.impatient()) {
      // In one statement: between two of them the cell could be stopped.
      var running =
          other.session.execute(
              "library",
              "{ System.out.println(\"inside\"); java.math.BigInteger.TWO.pow(200_000_000).toString(); }");
      other.awaitPrinted("inside");

      assertThatThrownBy(() -> other.interrupt(running))
          .isInstanceOf(KernelEnded.class)
          .hasMessageContaining("did not stop")
          .hasMessageContaining("run them again");
      assertThat(other.ended).isCompleted();
    }
  }
}
