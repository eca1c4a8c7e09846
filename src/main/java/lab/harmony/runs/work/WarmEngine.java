package lab.harmony.runs.work;

import java.time.Duration;
import java.util.Optional;
import lab.harmony.engine.EngineEvent;
import lab.harmony.engine.EngineMessages;
import lab.harmony.engine.EngineMessages.Message;
import lab.harmony.engine.EngineProcess;
import lab.harmony.engine.EngineRequest;
import lab.harmony.work.Device;
import lab.harmony.work.process.ProcessRecord;
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

  /// A running process, the messages not yet read, and what it has loaded.
  private record Open(
      EngineProcess process,
      EngineMessages messages,
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
    var messages = new EngineMessages();
    var process = EngineProcess.start(device.settings(), messages);
    ProcessRecord.of(process.pid()).ifPresent(record -> record.write(device.processRecord()));
    open = new Open(process, messages, Optional.empty(), Optional.empty());
    return true;
  }

  /// Ends the process that an earlier worker left behind, so that no two write the same picture.
  private void endForgotten() {
    ProcessRecord.read(device.processRecord()).ifPresent(ProcessRecord::end);
  }

  boolean send(EngineRequest request) {
    return open != null && open.process().send(request);
  }

  /// The next message, if one comes in time.
  Optional<Message> next(Duration patience) {
    if (open == null) {
      return Optional.empty();
    }
    return open.messages().next(patience);
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
