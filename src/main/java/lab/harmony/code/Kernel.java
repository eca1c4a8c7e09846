package lab.harmony.code;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import lab.harmony.kernel.KernelEnded;
import lab.harmony.kernel.KernelListener;
import lab.harmony.kernel.KernelProgram;
import lab.harmony.kernel.KernelSession;
import lab.harmony.kernel.KernelSession.Execution;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.notebooks.document.CellId;
import org.jspecify.annotations.Nullable;

/// A kernel and the line of those who wait for it: one cell has it at a time.
final class Kernel implements KernelListener {

  private final Clock clock;
  private final Path folder;
  private final KernelSession session;
  private final ReentrantLock line = new ReentrantLock(true);
  private final SequencedSet<CellId> ran = new LinkedHashSet<>();
  private volatile @Nullable Turn turn;
  private volatile Instant used;

  /// A cell that has it.
  private record Turn(
      CellId cell, Consumer<KernelEvent> hears, CompletableFuture<Execution> begun) {}

  /// Starts one; it is warm some time later.
  Kernel(KernelProgram program, Clock clock) {
    this.clock = clock;
    this.folder = program.folder();
    this.used = clock.instant();
    this.session = KernelSession.start(program, this);
  }

  boolean isAlive() {
    return session.isAlive();
  }

  /// Whether a cell has it or waits for it.
  boolean isBusy() {
    return line.isLocked() || line.hasQueuedThreads();
  }

  /// When a cell had it last, or somebody asked for it.
  Instant used() {
    return used;
  }

  void touch() {
    used = clock.instant();
  }

  long pid() {
    return session.pid();
  }

  CompletableFuture<KernelEvent.KernelInfo> ready() {
    return session.ready();
  }

  /// Runs a cell when its turn has come.
  ///
  /// @param cells those of the notebook whose definitions stay; what others had defined is dropped
  /// @param hears what the cell tells meanwhile, on another thread
  /// @param stopped whether somebody wants it to stop; asked once it runs
  /// @throws KernelEnded if the kernel ends before the cell does
  KernelEvent.ExecuteReply run(
      CellId cell,
      String code,
      Set<CellId> cells,
      Consumer<KernelEvent> hears,
      BooleanSupplier stopped) {
    line.lock();
    try {
      answer(session.ready());
      for (var gone : ran.stream().filter(it -> !cells.contains(it)).toList()) {
        answer(session.drop(gone.value()));
        ran.remove(gone);
      }
      var mine = new Turn(cell, hears, new CompletableFuture<>());
      turn = mine;
      var execution = session.execute(cell.value(), code);
      mine.begun.complete(execution);
      if (stopped.getAsBoolean()) {
        session.interrupt(execution);
      }
      var reply = answer(execution.reply());
      ran.add(cell);
      return reply;
    } finally {
      turn = null;
      touch();
      line.unlock();
    }
  }

  private static <T> T answer(CompletableFuture<T> asked) {
    try {
      return asked.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Those of some cells that this kernel has not run, in their order.
  List<CellId> notRun(List<CellId> cells) {
    line.lock();
    try {
      var left = new ArrayList<>(cells);
      left.removeAll(ran);
      return left;
    } finally {
      line.unlock();
    }
  }

  /// Stops a cell if it is the one that runs; one that does not stop in time ends its kernel.
  void stop(CellId cell) {
    Optional.ofNullable(turn)
        .filter(now -> now.cell.equals(cell))
        .ifPresent(now -> now.begun.thenAccept(session::interrupt));
  }

  void end() {
    session.close();
  }

  @Override
  public void told(KernelEvent event) {
    Optional.ofNullable(turn).ifPresent(now -> now.hears.accept(event));
  }

  @Override
  public void ended(String why) {
    KernelFolders.remove(folder);
  }
}
