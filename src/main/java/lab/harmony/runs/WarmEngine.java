package lab.harmony.runs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lab.harmony.engine.EngineEvent;
import lab.harmony.engine.EngineListener;
import lab.harmony.engine.EngineProcess;
import lab.harmony.engine.EngineRequest;
import lab.harmony.workspace.AtomicFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The one engine process on this machine's device, kept while it works and replaced when it died.
///
/// Used by one thread at a time: the worker's.
@Component
class WarmEngine {

  private final Device device;
  private @Nullable Open open;

  WarmEngine(Device device) {
    this.device = device;
  }

  /// What a process tells: an event, or that it has ended.
  sealed interface Message {

    record Told(EngineEvent event) implements Message {}

    record Ended(EngineListener.EngineEnd end) implements Message {}
  }

  /// A running process, the messages not yet read, and what it has loaded.
  private record Open(
      EngineProcess process,
      LinkedBlockingQueue<Message> messages,
      Optional<EngineEvent.Ready> ready,
      Optional<EngineRequest.Load> loaded) {

    Open withReady(EngineEvent.Ready said) {
      return new Open(process, messages, Optional.of(said), loaded);
    }

    Open withLoaded(EngineRequest.Load request) {
      return new Open(process, messages, ready, Optional.of(request));
    }
  }

  /// Makes sure that a process is there; true if it is a new one.
  boolean start() {
    if (open != null && open.process().isAlive()) {
      return false;
    }
    endForgotten();
    var messages = new LinkedBlockingQueue<Message>();
    var process =
        EngineProcess.start(
            device.settings(),
            new EngineListener() {
              @Override
              public void event(EngineEvent event) {
                messages.add(new Message.Told(event));
              }

              @Override
              public void ended(EngineEnd end) {
                messages.add(new Message.Ended(end));
              }
            });
    EngineRecord.of(process.pid())
        .ifPresent(record -> AtomicFiles.write(device.engineRecord(), RunJson.text(record)));
    open = new Open(process, messages, Optional.empty(), Optional.empty());
    return true;
  }

  /// Ends the process that an earlier worker left behind, so that no two write the same picture.
  void endForgotten() {
    EngineRecord.read(device.engineRecord()).ifPresent(EngineRecord::end);
  }

  boolean send(EngineRequest request) {
    return open != null && open.process().send(request);
  }

  /// The next message, if one comes in time.
  Optional<Message> next(Duration patience) {
    if (open == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(open.messages().poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// What the process said when it was up.
  Optional<EngineEvent.Ready> ready() {
    return Optional.ofNullable(open).flatMap(Open::ready);
  }

  boolean hasLoaded(EngineRequest.Load wanted) {
    return open != null && open.loaded().filter(wanted::equals).isPresent();
  }

  void isReady(EngineEvent.Ready said) {
    if (open != null) {
      open = open.withReady(said);
    }
  }

  void loaded(EngineRequest.Load request) {
    if (open != null) {
      open = open.withLoaded(request);
    }
  }

  /// Ends the process at once.
  void destroy() {
    if (open != null) {
      open.process().destroy();
      open = null;
    }
  }
}
