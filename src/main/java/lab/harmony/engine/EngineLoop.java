package lab.harmony.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Takes requests one after the other; torch runs on the thread that calls [#run()] and on no
/// other.
///
/// A second thread reads the requests, so that one to cancel or to quit is heard in the middle of
/// the work.
final class EngineLoop {

  private record Numbered(long number, EngineRequest request) {}

  private final BufferedReader requests;
  private final Consumer<EngineEvent> events;
  private final BlockingQueue<Numbered> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong cancelledUpTo = new AtomicLong(-1);

  EngineLoop(BufferedReader requests, Consumer<EngineEvent> events) {
    this.requests = requests;
    this.events = events;
  }

  void run() {
    Thread.ofPlatform().name("requests").daemon().start(this::read);
    try (var studio = new Studio(events)) {
      events.accept(studio.ready());
      while (true) {
        var next = waiting.take();
        handle(next.request(), studio, () -> cancelledUpTo.get() >= next.number());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) { // No studio: nothing can be made here.
      e.printStackTrace();
      events.accept(new EngineEvent.Failed(sentence(e)));
    }
  }

  private void handle(EngineRequest request, Studio studio, BooleanSupplier cancelled) {
    try {
      switch (request) {
        case EngineRequest.Load load -> studio.load(load);
        case EngineRequest.Generate generate -> {
          try {
            studio.generate(generate, cancelled);
            events.accept(new EngineEvent.Done(generate.run()));
          } catch (CancellationException _) {
            events.accept(new EngineEvent.Cancelled(generate.run()));
          }
        }
        case EngineRequest.Cancel _, EngineRequest.Quit _ -> {}
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      e.printStackTrace();
      events.accept(new EngineEvent.Failed(sentence(e)));
    }
  }

  /// Runs until the input ends, which it also does when the other side dies.
  private void read() {
    var number = 0L;
    try {
      for (var line = requests.readLine(); line != null; line = requests.readLine()) {
        try {
          switch (EngineJson.request(line)) {
            case EngineRequest.Quit _ -> end();
            case EngineRequest.Cancel _ -> cancelledUpTo.set(number - 1);
            case EngineRequest request -> waiting.add(new Numbered(number++, request));
          }
        } catch (IllegalArgumentException e) {
          events.accept(new EngineEvent.Failed(sentence(e)));
        }
      }
    } catch (IOException e) {
      System.err.println("the requests cannot be read: " + e.getMessage());
    }
    end();
  }

  /// At once, in the middle of whatever torch is computing: nothing here is worth saving, because
  /// files appear under their names only when they are complete.
  private static void end() {
    Runtime.getRuntime().halt(0);
  }

  private static String sentence(Throwable problem) {
    var message = problem.getMessage();
    return message == null || message.isBlank() ? problem.toString() : message;
  }
}
