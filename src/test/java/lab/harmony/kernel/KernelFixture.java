package lab.harmony.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import lab.harmony.kernel.KernelSession.Execution;
import lab.harmony.kernel.protocol.KernelEvent;

/// A kernel and all that it told.
final class KernelFixture implements KernelListener, AutoCloseable {

  /// How long a grace is that tests wait for.
  static final Duration GRACE = Duration.ofMillis(300);

  private static final int PATIENCE = 60; // seconds

  final List<KernelEvent> events = new CopyOnWriteArrayList<>();
  final CompletableFuture<String> ended = new CompletableFuture<>();
  final KernelSession session;

  private KernelFixture(Duration grace, KernelSandbox sandbox) {
    session =
        KernelSession.start(
            new KernelProgram(KernelClassPath.in(classes()), folder(), 256, sandbox), this, grace);
    await(session.ready());
  }

  static Path folder() {
    try {
      return Files.createTempDirectory("kernel");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path classes() {
    return Path.of(System.getProperty("java.io.tmpdir"), "kernel-classes");
  }

  static KernelFixture start() {
    return in(new KernelSandbox.None("tests of cells, not of the sandbox"));
  }

  static KernelFixture in(KernelSandbox sandbox) {
    return new KernelFixture(Duration.ofSeconds(PATIENCE), sandbox);
  }

  /// One that is ended soon when a cell does not stop.
  static KernelFixture impatient() {
    return new KernelFixture(GRACE, new KernelSandbox.None("tests of cells, not of the sandbox"));
  }

  KernelEvent.ExecuteReply run(String cell, String code) {
    events.clear();
    return await(session.execute(cell, code).reply());
  }

  /// Runs code that is expected to go well.
  KernelEvent.ExecuteReply runs(String cell, String code) {
    var reply = run(cell, code);
    assertThat(reply.status()).as(() -> events.toString()).isEqualTo(KernelEvent.Status.OK);
    return reply;
  }

  /// What the last expression of code gives, as text.
  String value(String code) {
    runs("value", code);
    return told(KernelEvent.ExecuteResult.class).getFirst().data().get("text/plain");
  }

  /// Starts code that says when it has begun.
  Execution begin(String cell, String code) {
    events.clear();
    var execution = session.execute(cell, "System.out.println(\"begun\");\n" + code);
    awaitPrinted("begun");
    return execution;
  }

  void awaitPrinted(String text) {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (!printed().contains(text)) {
      assertThat(System.nanoTime()).as("waiting for " + text).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  KernelEvent.ExecuteReply interrupt(Execution execution) {
    session.interrupt(execution);
    return await(execution.reply());
  }

  String printed() {
    return told(KernelEvent.Stream.class).stream()
        .map(KernelEvent.Stream::text)
        .collect(Collectors.joining());
  }

  KernelEvent.Error error() {
    return told(KernelEvent.Error.class).getFirst();
  }

  <T extends KernelEvent> List<T> told(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void told(KernelEvent event) {
    events.add(event);
  }

  @Override
  public void ended(String why) {
    ended.complete(why);
  }

  @Override
  public void close() {
    session.close();
  }
}
