package lab.harmony.cli.terminal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Takes what would end this process (Ctrl-C, SIGTERM) as a wish, until it is closed: the verb ends
/// what it began, and then itself. Whoever asks twice is obeyed at once.
public final class Signals implements AutoCloseable {

  private final Map<String, SignalHandler> before = new ConcurrentHashMap<>();
  private final AtomicInteger code = new AtomicInteger();
  private final Thread owner = Thread.currentThread();

  private Signals() {}

  /// Of a verb that does not end this process.
  public static Signals none() {
    return new Signals();
  }

  /// @param asked is called when the process is asked to end
  public Signals(Runnable asked) {
    for (var name : new String[] {"INT", "TERM"}) {
      take(name, asked);
    }
  }

  private void take(String name, Runnable asked) {
    try {
      before.put(
          name,
          Signal.handle(
              new Signal(name),
              signal -> {
                if (!code.compareAndSet(0, 128 + signal.getNumber())) {
                  Runtime.getRuntime().halt(code.get());
                }
                asked.run();
                LockSupport.unpark(owner); // it need not sleep on
              }));
    } catch (IllegalArgumentException noSuchSignal) {
      // This system ends processes in its own way.
    }
  }

  /// With what the process is to end, once it was asked to.
  public Optional<Integer> code() {
    return Optional.of(code.get()).filter(number -> number != 0);
  }

  @Override
  public void close() {
    before.forEach((name, handler) -> Signal.handle(new Signal(name), handler));
  }
}
