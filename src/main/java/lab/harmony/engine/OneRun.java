package lab.harmony.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// One request in an engine process of its own, which ends with it.
public final class OneRun {

  private sealed interface Message {
    record Told(EngineEvent event) implements Message {}

    record Ended(EngineListener.EngineEnd end) implements Message {}
  }

  private OneRun() {}

  /// Makes the pictures and waits for them.
  ///
  /// @throws IllegalStateException if they cannot be made; the message says why
  public static List<EngineEvent.Image> make(
      EngineSettings settings,
      EngineRequest.Load load,
      EngineRequest.Generate generate,
      Consumer<EngineEvent.Step> progress) {
    var messages = new LinkedBlockingQueue<Message>();
    var listener =
        new EngineListener() {
          @Override
          public void event(EngineEvent event) {
            messages.add(new Message.Told(event));
          }

          @Override
          public void ended(EngineEnd end) {
            messages.add(new Message.Ended(end));
          }
        };
    try (var engine = EngineProcess.start(settings, listener)) {
      engine.send(load);
      engine.send(generate);
      return listen(messages, progress);
    }
  }

  private static List<EngineEvent.Image> listen(
      LinkedBlockingQueue<Message> messages, Consumer<EngineEvent.Step> progress) {
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
            throw new IllegalStateException(end.reason() + "\n" + end.lastWords());
      }
    }
  }

  private static Message take(LinkedBlockingQueue<Message> messages) {
    try {
      return messages.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the pictures were made", e);
    }
  }
}
