package lab.harmony.kernel.child;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lab.harmony.kernel.cell.Display;
import lab.harmony.kernel.cell.Outlet;
import lab.harmony.kernel.cell.Shown;
import lab.harmony.kernel.protocol.KernelEvent;

/// The execution that runs: where what it prints and shows goes, and whether it was stopped.
///
/// What threads print that a cell left behind goes to the execution that runs then, or to the last
/// one.
final class CellTurn implements Outlet {

  private static final int REMEMBERED = 1000;
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(50);

  private final Telling telling;
  private final Runnable stop;
  private final CellStream out = new CellStream(text -> stream("stdout", text));
  private final CellStream errors = new CellStream(text -> stream("stderr", text));
  private final Set<String> early = new HashSet<>();
  private final SequencedSet<String> over = new LinkedHashSet<>();
  private volatile String id = "";
  private volatile boolean running;
  private volatile boolean interrupted;

  /// @param stop stops the code that runs, if any does
  CellTurn(Telling telling, Runnable stop) {
    this.telling = telling;
    this.stop = stop;
    System.setOut(out.printer());
    System.setErr(errors.printer());
    Display.connect(this);
    Thread.ofPlatform().daemon().name("cell-output").start(this::tellNowAndThen);
  }

  synchronized void begin(String execution) {
    id = execution;
    interrupted = early.remove(execution);
    running = true;
  }

  synchronized void end() {
    running = false;
    over.add(id);
    if (over.size() > REMEMBERED) {
      over.removeFirst();
    }
    out.end();
    errors.end();
  }

  boolean isInterrupted() {
    return interrupted;
  }

  /// Stops an execution until it is over; nothing, if it is not the one that runs.
  void interrupt(String execution) {
    Thread.ofPlatform()
        .daemon()
        .name("cell-stop")
        .start(() -> {
          while (interruptOnce(execution)) {
            LockSupport.parkNanos(BETWEEN);
          }
        });
  }

  private synchronized boolean interruptOnce(String execution) {
    if (!id.equals(execution) && !over.contains(execution)) {
      early.add(execution); // it waits for its turn, and will find that it was stopped
      return false;
    }
    if (running && id.equals(execution)) {
      interrupted = true;
      stop.run();
      return true;
    }
    return false;
  }

  private void tellNowAndThen() {
    while (true) {
      LockSupport.parkNanos(BETWEEN);
      out.tell();
      errors.tell();
    }
  }

  private void stream(String name, String text) {
    if (!id.isEmpty()) {
      telling.tell(new KernelEvent.Stream(id, name, text));
    }
  }

  @Override
  public void display(Optional<String> name, Shown shown) {
    flush();
    telling.tell(new KernelEvent.DisplayData(id, name, shown.data()));
  }

  @Override
  public void update(String name, Shown shown) {
    flush();
    telling.tell(new KernelEvent.UpdateDisplayData(id, name, shown.data()));
  }

  /// What was printed before it stands before it.
  private void flush() {
    out.tell();
    errors.tell();
  }
}
