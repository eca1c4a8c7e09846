package lab.harmony.kernel;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lab.harmony.json.JsonProblem;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelLines;
import lab.harmony.kernel.protocol.KernelRequest;

/// A running kernel: its process, what it was asked and what it answers.
///
/// What it tells may be told by the code of people: a line that is none, an answer to nothing that
/// was asked, or more than is allowed is never taken for true.
public final class KernelSession implements AutoCloseable {

  /// How long a cell has to stop before its kernel is ended.
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// The most that one execution may tell, in characters.
  private static final long MOST = 32L << 20;

  /// How many lines may be none before the kernel is ended.
  private static final int NONSENSE = 100;

  private final Process process;
  private final BufferedWriter requests;
  private final KernelListener listener;
  private final Duration grace;
  private final CompletableFuture<KernelEvent.KernelInfo> ready = new CompletableFuture<>();
  private final ConcurrentHashMap<String, CompletableFuture<KernelEvent>> asked =
      new ConcurrentHashMap<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private long told;
  private int nonsense;

  private KernelSession(Process process, KernelListener listener, Duration grace) {
    this.process = process;
    this.requests = process.outputWriter();
    this.listener = listener;
    this.grace = grace;
  }

  /// Starts a kernel.
  ///
  /// @param listener hears what executions tell
  public static KernelSession start(KernelProgram program, KernelListener listener) {
    return start(program, listener, GRACE);
  }

  static KernelSession start(KernelProgram program, KernelListener listener, Duration grace) {
    try {
      var session = new KernelSession(program.builder().start(), listener, grace);
      Thread.ofPlatform().daemon().name("kernel-output").start(session::listen);
      Thread.ofPlatform().daemon().name("kernel-errors").start(session::drain);
      return session;
    } catch (IOException e) {
      throw new UncheckedIOException("a kernel could not be started", e);
    }
  }

  /// Done once the kernel is warm; fails with [KernelEnded] if it ends before.
  public CompletableFuture<KernelEvent.KernelInfo> ready() {
    return ready.copy();
  }

  public boolean isAlive() {
    return !end.isDone();
  }

  public long pid() {
    return process.pid();
  }

  /// Runs the code of a cell; executions run one after another.
  public Execution execute(String cell, String code) {
    var id = id();
    return new Execution(
        id,
        ask(new KernelRequest.ExecuteRequest(id, cell, code), id)
            .thenApply(KernelEvent.ExecuteReply.class::cast));
  }

  /// Drops what a cell had defined.
  public CompletableFuture<KernelEvent.ExecuteReply> drop(String cell) {
    var id = id();
    return ask(new KernelRequest.DropRequest(id, cell), id)
        .thenApply(KernelEvent.ExecuteReply.class::cast);
  }

  public CompletableFuture<KernelEvent.CompleteReply> complete(String code, int cursor) {
    var id = id();
    return ask(new KernelRequest.CompleteRequest(id, code, cursor), id)
        .thenApply(KernelEvent.CompleteReply.class::cast);
  }

  public CompletableFuture<KernelEvent.InspectReply> inspect(String code, int cursor) {
    var id = id();
    return ask(new KernelRequest.InspectRequest(id, code, cursor), id)
        .thenApply(KernelEvent.InspectReply.class::cast);
  }

  /// Stops an execution; if it does not stop in time, its kernel is ended.
  public void interrupt(Execution execution) {
    send(new KernelRequest.InterruptRequest(execution.id()));
    execution
        .reply()
        .copy()
        .orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> {
          if (!execution.reply().isDone()) {
            end(
                "A cell did not stop within %d s, so its kernel was ended. What cells had defined is gone; run them again."
                    .formatted(grace.toSeconds()));
          }
        });
  }

  /// Ends the kernel.
  @Override
  public void close() {
    end("The kernel was ended. What cells had defined is gone; run them again.");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private CompletableFuture<KernelEvent> ask(KernelRequest request, String id) {
    var answer = new CompletableFuture<KernelEvent>();
    asked.put(id, answer);
    send(request);
    if (end.isDone()) {
      failAll();
    }
    return answer;
  }

  private void send(KernelRequest request) {
    synchronized (requests) {
      try {
        requests.write(KernelLines.line(request));
        requests.newLine();
        requests.flush();
      } catch (IOException _) {
        // The process has ended; whoever reads from it says why.
      }
    }
  }

  private void listen() {
    try (var lines = new KernelLinesReader(process.getInputStream())) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        hear(line.get());
      }
    } catch (IOException e) {
      end("The kernel was ended, because it told %s.".formatted(e.getMessage()));
    }
    var status = process.onExit().join().exitValue();
    end(
        "The kernel ended by itself (exit code %d). What cells had defined is gone; run them again."
            .formatted(status));
  }

  /// Nobody needs what it complains of, but a full pipe would hold it.
  private void drain() {
    try (var errors = process.getErrorStream()) {
      errors.transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The stream ends with the process.
    }
  }

  private void hear(String line) {
    try {
      take(KernelLines.event(line), line.length());
    } catch (JsonProblem | ClassCastException _) {
      if (++nonsense > NONSENSE) {
        end("The kernel was ended, because what it told was none of its messages.");
      }
    }
  }

  private void take(KernelEvent event, int length) {
    switch (event) {
      case KernelEvent.KernelInfo info -> ready.complete(info);
      case KernelEvent.ExecuteReply reply -> answer(reply.parent(), reply);
      case KernelEvent.CompleteReply reply -> answer(reply.parent(), reply);
      case KernelEvent.InspectReply reply -> answer(reply.parent(), reply);
      case KernelEvent.Stream of -> tell(of, length);
      case KernelEvent.ExecuteResult of -> tell(of, length);
      case KernelEvent.DisplayData of -> tell(of, length);
      case KernelEvent.UpdateDisplayData of -> tell(of, length);
      case KernelEvent.Error of -> tell(of, length);
    }
  }

  private void answer(String id, KernelEvent reply) {
    told = 0;
    Optional.ofNullable(asked.remove(id)).ifPresent(waiting -> waiting.complete(reply));
  }

  private void tell(KernelEvent event, int length) {
    told += length;
    if (told > MOST) {
      end("The kernel was ended, because a cell told more than 32 MB.");
    } else if (end.isDone()) {
      // What still lies in the pipe of a process that was ended.
    } else {
      listener.told(event);
    }
  }

  private void end(String why) {
    if (end.complete(why)) {
      process.destroyForcibly();
      failAll();
      listener.ended(why);
    }
  }

  private void failAll() {
    var ended = new KernelEnded(end.join());
    ready.completeExceptionally(ended);
    asked
        .keySet()
        .forEach(id ->
            Optional.ofNullable(asked.remove(id))
                .ifPresent(waiting -> waiting.completeExceptionally(ended)));
  }

  /// An execution that was asked for.
  ///
  /// @param reply how it ended; fails with [KernelEnded] if its kernel ends before
  public record Execution(String id, CompletableFuture<KernelEvent.ExecuteReply> reply) {}
}
