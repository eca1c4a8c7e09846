package lab.harmony.reports.exports;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// PDFs that are being printed, one after the other, and those that were printed last. Whoever
/// asked may leave and come back: what became of it is kept for a while.
@Service
public class PdfExports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PdfExports.class);
  private static final int MOST_KEPT = 6;

  private final PdfPrinter printer;
  private final Clock clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("pdf-export").factory());
  private final Map<String, Export> exports = new LinkedHashMap<>();

  PdfExports(PdfPrinter printer, Clock clock) {
    this.printer = printer;
    this.clock = clock;
  }

  /// What became of an export.
  public sealed interface Outcome {

    record Printed(PdfPrinter.Printed file) implements Outcome {}

    /// The reason says what to do.
    record Failed(String reason) implements Outcome {}

    record Stopped() implements Outcome {}
  }

  /// One PDF that somebody asked for.
  public static final class Export {
    private final Instant since;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile Optional<Future<?>> work = Optional.empty();

    private Export(Instant since) {
      this.since = since;
    }

    public Instant since() {
      return since;
    }

    /// What became of it; empty while it is waited for or printed.
    public Optional<Outcome> outcome() {
      return outcome.isDone() ? Optional.of(outcome.join()) : Optional.empty();
    }

    /// Calls back when it is over, at once if it is; on another thread otherwise.
    public void whenOver(Consumer<Outcome> told) {
      outcome.thenAccept(told);
    }

    /// Ends it, if it is not over.
    public void stop() {
      outcome.complete(new Outcome.Stopped());
      work.ifPresent(it -> it.cancel(true));
    }
  }

  /// The export under this name, if it was asked for and is still kept.
  public Optional<Export> find(String name) {
    synchronized (exports) {
      return Optional.ofNullable(exports.get(name));
    }
  }

  /// Begins to print under a name, or goes on with what is printed under it.
  ///
  /// @param page makes the HTML, given what prints it; it may take a while
  public Export begin(String name, UnaryOperator<String> page) {
    synchronized (exports) {
      var before = exports.get(name);
      if (before != null && before.outcome().isEmpty()) {
        return before;
      }
      var export = new Export(clock.instant());
      exports.remove(name);
      exports.put(name, export);
      forgetOldest();
      export.work = Optional.of(thread.submit(() -> print(export, page)));
      return export;
    }
  }

  /// Those that are under way are never forgotten.
  private void forgetOldest() {
    var over = exports.entrySet().iterator();
    for (int many = exports.size() - MOST_KEPT; many > 0 && over.hasNext(); ) {
      if (over.next().getValue().outcome().isPresent()) {
        over.remove();
        many--;
      }
    }
  }

  private void print(Export export, UnaryOperator<String> page) {
    if (export.outcome().isPresent()) {
      return; // stopped while it waited
    }
    try {
      export.outcome.complete(new Outcome.Printed(printer.print(page)));
    } catch (PdfProblem e) {
      export.outcome.complete(new Outcome.Failed(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      export.outcome.complete(new Outcome.Stopped());
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("A page could not be made for printing.", e);
      export.outcome.complete(
          new Outcome.Failed("The page could not be made: %s.".formatted(e.getMessage())));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
