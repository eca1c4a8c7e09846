package lab.harmony.reports.exports;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  private final PdfPrinter printer;
  private final Clock clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("pdf-export").factory());
  private final Map<String, Export> exports = new LinkedHashMap<>();

  PdfExports(PdfPrinter printer, Clock clock) {
    this.printer = printer;
    this.clock = clock;
    PrintFolders.sweep(
        Path.of(System.getProperty("java.io.tmpdir")), PdfPrinter.PREFIX, clock.instant());
  }

  /// What became of an export.
  public sealed interface Outcome {

    /// @param at when it was there
    record Printed(PdfPrinter.Printed file, Instant at) implements Outcome {}

    /// The reason says what to do.
    record Failed(String reason) implements Outcome {}

    record Stopped() implements Outcome {}
  }

  /// One PDF that somebody asked for.
  public static final class Export {
    private final Instant since;
    private final CompletableFuture<Instant> begun = new CompletableFuture<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    private Export(Instant since) {
      this.since = since;
    }

    /// When it was asked for.
    public Instant since() {
      return since;
    }

    /// When its turn came; empty while it waits for those before it.
    public Optional<Instant> begun() {
      return begun.isDone() ? Optional.of(begun.join()) : Optional.empty();
    }

    /// Calls back when its turn comes, at once if it came; on another thread otherwise.
    public void whenBegun(Runnable told) {
      begun.thenRun(told);
    }

    /// What became of it; empty while it is waited for or printed.
    public Optional<Outcome> outcome() {
      return outcome.isDone() ? Optional.of(outcome.join()) : Optional.empty();
    }

    /// Calls back when it is over, at once if it is; on another thread otherwise.
    public void whenOver(Consumer<Outcome> told) {
      outcome.thenAccept(told);
    }

    /// Ends it, if it is not over. No thread is interrupted: it may be reading the database.
    public void stop() {
      outcome.complete(new Outcome.Stopped());
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
      thread.execute(() -> print(export, page));
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
    export.begun.complete(clock.instant());
    try {
      export.outcome.complete(
          new Outcome.Printed(printer.print(page, export.outcome), clock.instant()));
    } catch (PdfProblem e) {
      export.outcome.complete(new Outcome.Failed(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      export.outcome.complete(new Outcome.Stopped());
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      if (export.outcome.complete(new Outcome.Failed(reason(e)))) {
        LOG.warn("A page could not be made for printing.", e);
      }
    }
  }

  private static String reason(Throwable problem) {
    return problem instanceof OutOfMemoryError || problem instanceof StackOverflowError
        ? "The page is too large for the memory that the lab has (%s). Give it more with LAB_JAVA_OPTIONS=-Xmx…, or print less at once."
            .formatted(problem.getClass().getSimpleName())
        : "The page could not be made: %s.".formatted(problem.getMessage());
  }

  /// Stops what is printed or waits, and waits until the browser has ended.
  @Override
  public void close() {
    synchronized (exports) {
      exports.values().forEach(Export::stop);
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
