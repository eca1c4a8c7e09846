package lab.harmony.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.engine.EngineMessages.Message;
import lab.harmony.work.process.DeviceSettings;

/// One request in an engine process of its own, which ends with it.
public final class OneRun {

  private OneRun() {}

  /// Makes the pictures and waits for them.
  ///
  /// @throws IllegalStateException if they cannot be made; the message says why
  public static List<EngineEvent.Image> make(
      DeviceSettings settings,
      EngineRequest.Load load,
      EngineRequest.Generate generate,
      Consumer<EngineEvent.Step> progress) {
    var messages = new EngineMessages();
    try (var engine = EngineProcess.start(settings, messages)) {
      engine.send(load);
      engine.send(generate);
      return listen(messages, progress);
    }
  }

  private static List<EngineEvent.Image> listen(
      EngineMessages messages, Consumer<EngineEvent.Step> progress) {
    var images = new ArrayList<EngineEvent.Image>();
    while (true) {
      switch (take(messages)) {
        case Message.Told(EngineEvent.Step step) -> progress.accept(step);
        case Message.Told(EngineEvent.Image image) -> images.add(image);
        case Message.Told(EngineEvent.Done _) -> {
          return images;
        }
        case Message.Told(EngineEvent.Failed(var reason)) ->
            throw new IllegalStateException(reason);
        case Message.Told(EngineEvent _) -> {}
        case Message.Ended(var end) ->
            throw new IllegalStateException(
                end.reason(EngineProcess.CALLED) + "\n" + end.lastWords());
      }
    }
  }

  private static Message take(EngineMessages messages) {
    try {
      return messages.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the pictures were made", e);
    }
  }
}
