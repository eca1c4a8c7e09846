package lab.harmony.work.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A running child process, spoken to in lines over its standard input and output.
///
/// Its program ends by itself when its input ends, and so when this program does, however that
/// happens.
public final class SupervisedProcess {

  private static final int LAST_WORDS = 40;

  private final Process process;
  private final BufferedWriter requests;
  private final ProcessListener listener;
  private final ReentrantLock telling = new ReentrantLock();
  private final ReentrantLock asking = new ReentrantLock();
  private final ArrayDeque<String> lastWords = new ArrayDeque<>();

  private SupervisedProcess(Process process, ProcessListener listener) {
    this.process = process;
    this.requests = process.outputWriter();
    this.listener = listener;
  }

  /// Starts a program for a device.
  public static SupervisedProcess start(
      JavaProgram program, DeviceSettings settings, ProcessListener listener) {
    try {
      var started = new SupervisedProcess(program.on(settings).start(), listener);
      started.listen();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the process of %s could not be started".formatted(program.mainClass()), e);
    }
  }

  /// Hands a line over; false if the process has ended, of which the listener hears.
  public boolean send(String line) {
    asking.lock();
    try {
      requests.write(line);
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

  /// Asks the process to end, as the system asks programs (SIGTERM); its listener hears what it
  /// still says, and its end.
  public void terminate() {
    process.toHandle().destroy(); // that of the process would close its streams
  }

  /// Waits for its end, and ends it if it does not come in time.
  public void awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
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
            this::readErrors, Thread.ofPlatform().daemon().name("process-errors")::start);
    Thread.ofPlatform().daemon().name("process-output").start(() -> readOutput(errors));
  }

  private void readOutput(CompletableFuture<Void> errors) {
    try (var lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var said = line;
        tell(said, () -> listener.said(said));
      }
    } catch (IOException _) {
      // The stream ends with the process.
    }
    errors.join();
    var exitCode = process.onExit().join().exitValue();
    telling.lock();
    try {
      listener.ended(new ProcessEnd(exitCode, String.join("\n", lastWords)));
    } finally {
      telling.unlock();
    }
  }

  private void readErrors() {
    try (BufferedReader lines = process.errorReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var said = line;
        remember(said);
        tell(said, () -> listener.complained(said));
      }
    } catch (IOException _) {
      // The stream ends with the process.
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

  /// A listener that throws loses that line only, never the process.
  private void tell(String line, Runnable hearing) {
    telling.lock();
    try {
      hearing.run();
    } catch (RuntimeException e) {
      System.getLogger(SupervisedProcess.class.getName())
          .log(System.Logger.Level.ERROR, "what a process said was not taken: " + line, e);
    } finally {
      telling.unlock();
    }
  }
}
