package lab.harmony.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lab.harmony.work.process.ProcessEnd;

/// What an engine process told and nobody has read yet, in the order of telling.
public final class EngineMessages implements EngineListener {

  /// What a process tells: an event, or that it has ended.
  public sealed interface Message {

    record Told(EngineEvent event) implements Message {}

    record Ended(ProcessEnd end) implements Message {}
  }

  private final LinkedBlockingQueue<Message> waiting = new LinkedBlockingQueue<>();

  @Override
  public void event(EngineEvent event) {
    waiting.add(new Message.Told(event));
  }

  @Override
  public void ended(ProcessEnd end) {
    waiting.add(new Message.Ended(end));
  }

  /// The next message, whenever it comes.
  Message take() throws InterruptedException {
    return waiting.take();
  }

  /// The next message, if one comes in time.
  public Optional<Message> next(Duration patience) {
    try {
      return Optional.ofNullable(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
