package lab.harmony.engine;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A running engine process, seen from the program that started it.
///
/// The process ends by itself within a second when this program ends, however that happens.
public final class EngineProcess implements AutoCloseable {

  private static final int LAST_WORDS = 40;

  private final Process process;
  private final BufferedWriter requests;
  private final EngineListener listener;
  private final ReentrantLock telling = new ReentrantLock();
  private final ReentrantLock asking = new ReentrantLock();
  private final ArrayDeque<String> lastWords = new ArrayDeque<>();

  private EngineProcess(Process process, EngineListener listener) {
    this.process = process;
    this.requests = process.outputWriter();
    this.listener = listener;
  }

  /// Starts a process; its first event is [EngineEvent.Ready].
  public static EngineProcess start(EngineSettings settings, EngineListener listener) {
    try {
      var engine = new EngineProcess(EngineCommand.of(settings).start(), listener);
      engine.listen();
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException("the engine process could not be started", e);
    }
  }

  /// Hands a request over; false if the process has ended, of which the listener hears.
  public boolean send(EngineRequest request) {
    asking.lock();
    try {
      requests.write(JsonLines.line(request));
      requests.newLine();
      requests.flush();
      return true;
    } catch (IOException _) {
      return false;
    } finally {
      asking.unlock();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// Ends the process at once, whatever it is doing.
  public void destroy() {
    process.destroyForcibly();
  }

  /// Asks the process to end, and ends it if it does not.
  @Override
  public void close() {
    var asked = send(new EngineRequest.Quit());
    try {
      if (!asked || !process.waitFor(2, TimeUnit.SECONDS)) {
        destroy();
      }
    } catch (InterruptedException _) {
      destroy();
      Thread.currentThread().interrupt();
    }
  }

  /// On threads of the system: a virtual thread that waits for a pipe holds its carrier, and on two
  /// cores two of them would hold every carrier there is.
  private void listen() {
    var errors =
        CompletableFuture.runAsync(
            this::readErrors, Thread.ofPlatform().daemon().name("engine-errors")::start);
    Thread.ofPlatform().daemon().name("engine-events").start(() -> readEvents(errors));
  }

  private void readEvents(CompletableFuture<Void> errors) {
    try (var lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        tell(eventOf(line));
      }
    } catch (IOException _) {
      // The stream ends with the process.
    }
    errors.join();
    var exitCode = process.onExit().join().exitValue();
    telling.lock();
    try {
      listener.ended(new EngineListener.EngineEnd(exitCode, String.join("\n", lastWords)));
    } finally {
      telling.unlock();
    }
  }

  private void readErrors() {
    try (BufferedReader lines = process.errorReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        remember(line);
        tell(new EngineEvent.Log(line));
      }
    } catch (IOException _) {
      // The stream ends with the process.
    }
  }

  private static EngineEvent eventOf(String line) {
    try {
      return JsonLines.event(line);
    } catch (IllegalArgumentException _) {
      return new EngineEvent.Log(line);
    }
  }

  private void remember(String line) {
    telling.lock();
    try {
      lastWords.addLast(line);
      if (lastWords.size() > LAST_WORDS) {
        lastWords.removeFirst();
      }
    } finally {
      telling.unlock();
    }
  }

  /// A listener that throws loses that event only, never the process.
  private void tell(EngineEvent event) {
    telling.lock();
    try {
      listener.event(event);
    } catch (RuntimeException e) {
      System.getLogger(EngineProcess.class.getName())
          .log(System.Logger.Level.ERROR, "an engine event was not taken: " + event, e);
    } finally {
      telling.unlock();
    }
  }
}
