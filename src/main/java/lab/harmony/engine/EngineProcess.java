package lab.harmony.engine;

import java.time.Duration;
import java.util.List;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.work.process.JavaProgram;
import lab.harmony.work.process.ProcessEnd;
import lab.harmony.work.process.ProcessListener;
import lab.harmony.work.process.SupervisedProcess;

/// A running engine process, seen from the program that started it.
///
/// The process ends by itself within a second when this program ends, however that happens.
public final class EngineProcess implements AutoCloseable {

  /// What people read of a process that ended.
  public static final String CALLED = "The engine process";

  static final JavaProgram PROGRAM =
      new JavaProgram(
          EngineMain.class.getName(), "1g", List.of("-XX:TieredStopAtLevel=1"), List.of());

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SupervisedProcess process;

  private EngineProcess(SupervisedProcess process) {
    this.process = process;
  }

  /// Starts a process; its first event is [EngineEvent.Ready].
  public static EngineProcess start(DeviceSettings settings, EngineListener listener) {
    return new EngineProcess(SupervisedProcess.start(PROGRAM, settings, new Lines(listener)));
  }

  /// Hands a request over; false if the process has ended, of which the listener hears.
  public boolean send(EngineRequest request) {
    return process.send(EngineJson.line(request));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// Ends the process at once, whatever it is doing.
  public void destroy() {
    process.destroy();
  }

  /// Asks the process to end, and ends it if it does not.
  @Override
  public void close() {
    if (send(new EngineRequest.Quit())) {
      process.awaitEnd(PATIENCE);
    } else {
      destroy();
    }
  }

  /// Reads lines as events; what is none is a line for the log.
  private record Lines(EngineListener listener) implements ProcessListener {

    @Override
    public void said(String line) {
      listener.event(eventOf(line));
    }

    @Override
    public void complained(String line) {
      listener.event(new EngineEvent.Log(line));
    }

    @Override
    public void ended(ProcessEnd end) {
      listener.ended(end);
    }

    private static EngineEvent eventOf(String line) {
      try {
        return EngineJson.event(line);
      } catch (IllegalArgumentException _) {
        return new EngineEvent.Log(line);
      }
    }
  }
}
