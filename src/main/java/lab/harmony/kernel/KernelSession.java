package lab.harmony.kernel;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

  /// How long what was told before its end is still read.
  private static final Duration DRAIN = Duration.ofSeconds(1);

  /// The most that one execution may tell, in characters.
  private static final long MOST = 32L << 20;

  /// How many lines may be none before the kernel is ended.
  private static final int NONSENSE = 100;

  private static final System.Logger log = System.getLogger(KernelSession.class.getName());

  private final Process process;
  private final BufferedWriter requests;
  private final KernelListener listener;
  private final Duration grace;
  private final CompletableFuture<KernelEvent.KernelInfo> ready = new CompletableFuture<>();
  private final ConcurrentHashMap<String, CompletableFuture<KernelEvent>> asked =
      new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> executions = new ConcurrentLinkedQueue<>();
  private final ExecutorService sending =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("kernel-requests").factory());
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final KernelComplaints complaints;
  private long told;
  private int nonsense;

  private KernelSession(Process process, KernelListener listener, Duration grace) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.complaints = new KernelComplaints(process.getErrorStream());
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
      // Something that the kernel started may hold its pipes open after its end.
      session
          .process
          .onExit()
          .thenAcceptAsync(
              _ -> session.endByItself(),
              CompletableFuture.delayedExecutor(DRAIN.toMillis(), TimeUnit.MILLISECONDS));
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
    executions.add(id);
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

  /// Stops an execution, also one that waits for its turn; if it has its turn and does not stop in
  /// time, its kernel is ended.
  public void interrupt(Execution execution) {
    watch(execution);
    send(new KernelRequest.InterruptRequest(execution.id()));
  }

  private void watch(Execution execution) {
    var runs = execution.id().equals(executions.peek());
    execution
        .reply()
        .copy()
        .orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> {
          if (execution.reply().isDone() || end.isDone()) {
            return;
          }
          if (runs) {
            end(
                "A cell did not stop within %d s, so its kernel was ended. What cells had defined is gone; run them again."
                    .formatted(grace.toSeconds()));
          } else {
            watch(execution);
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

  /// On a thread of its own: a kernel that does not read would hold whoever writes.
  private void send(KernelRequest request) {
    if (!end.isDone()) {
      try {
        sending.execute(() -> write(request));
      } catch (RejectedExecutionException _) {
        // It has ended meanwhile.
      }
    }
  }

  private void write(KernelRequest request) {
    try {
      requests.write(KernelLines.line(request));
      requests.newLine();
      requests.flush();
    } catch (IOException _) {
      // The process has ended; whoever reads from it says why.
    }
  }

  private void listen() {
    try (var lines = new KernelLinesReader(process.getInputStream())) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        hear(line.get());
      }
    } catch (IOException e) {
      end("The kernel was ended, because it told %s.".formatted(e.getMessage()));
    } catch (RuntimeException | Error e) {
      log.log(System.Logger.Level.ERROR, "what a kernel told could not be taken", e);
      end("The kernel was ended, because the lab could not take what it told; the log says why.");
    }
    process.onExit().join();
    endByItself();
  }

  private void endByItself() {
    if (!end.isDone()) {
      end(
          "The kernel ended by itself (exit code %d)%s. What cells had defined is gone; run them again."
              .formatted(
                  process.exitValue(),
                  complaints.first(DRAIN).map(said -> ": " + said).orElse("")));
    }
  }

  private void hear(String line) {
    try {
      take(KernelLines.event(line), line.length());
    } catch (JsonProblem _) {
      passOver();
    }
  }

  /// What is none of its messages.
  private void passOver() {
    if (++nonsense > NONSENSE) {
      end("The kernel was ended, because what it told was none of its messages.");
    }
  }

  private void take(KernelEvent event, int length) {
    switch (event) {
      case KernelEvent.KernelInfo info -> ready.complete(info);
      case KernelEvent.ExecuteReply reply -> answer(reply.parent(), reply);
      case KernelEvent.CompleteReply reply -> answer(reply.parent(), reply);
      case KernelEvent.InspectReply reply -> answer(reply.parent(), reply);
      case KernelEvent.Stream of -> tell(of, length);
      case KernelEvent.ExecuteResult of -> show(of, of.data(), length);
      case KernelEvent.DisplayData of -> show(of, of.data(), length);
      case KernelEvent.UpdateDisplayData of -> show(of, of.data(), length);
      case KernelEvent.Error of -> tell(of, length);
    }
  }

  private void answer(String id, KernelEvent reply) {
    var waiting = asked.remove(id);
    if (waiting != null) {
      if (reply instanceof KernelEvent.ExecuteReply) {
        told = 0;
      }
      executions.remove(id);
      waiting.complete(reply);
    }
  }

  private void show(KernelEvent event, Map<String, String> data, int length) {
    if (data.isEmpty() || data.values().stream().anyMatch(Objects::isNull)) {
      passOver();
    } else {
      tell(event, length);
    }
  }

  private void tell(KernelEvent event, int length) {
    told += length;
    if (told > MOST) {
      end("The kernel was ended, because a cell told more than 32 MB.");
    } else if (end.isDone()) {
      // What still lies in the pipe of a process that was ended.
    } else {
      try {
        listener.told(event);
      } catch (RuntimeException e) {
        log.log(System.Logger.Level.ERROR, "what a kernel told was not shown", e);
      }
    }
  }

  private void end(String why) {
    if (end.complete(why)) {
      process.destroyForcibly();
      try {
        listener.ended(why);
      } finally {
        failAll();
        sending.shutdown();
      }
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
