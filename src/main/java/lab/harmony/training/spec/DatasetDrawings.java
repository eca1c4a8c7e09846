package lab.harmony.training.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.people.NamedPerson;
import lab.harmony.workspace.StorageProblem;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/// Draws the datasets that specs ask for and that are not there, as `./lab make-faces` does, beside
/// the pages.
@Service
public class DatasetDrawings implements DisposableBean {

  private static final long SEED = 1;

  private final Map<Path, Work> works = new ConcurrentHashMap<>();

  /// How far a dataset is.
  ///
  /// @param pictures that are drawn, of `all`
  public record Drawing(int pictures, int all) {}

  private static final class Work {
    private final NamedPerson by;
    private volatile Optional<Drawing> drawing = Optional.of(new Drawing(0, FaceDataset.PICTURES));
    private volatile String problem = "";
    private volatile boolean cancelled;

    Work(NamedPerson by) {
      this.by = by;
    }

    void drawn(int pictures, int all) {
      if (cancelled) {
        throw new CancellationException("the drawing was cancelled");
      }
      drawing = Optional.of(new Drawing(pictures, all));
    }
  }

  /// Whether a dataset is being drawn, and how far it is.
  public Optional<Drawing> of(Path folder) {
    return Optional.ofNullable(works.get(folder)).flatMap(work -> work.drawing);
  }

  /// Why the latest drawing of a dataset failed; empty if it did not.
  public String problem(Path folder) {
    return Optional.ofNullable(works.get(folder)).map(work -> work.problem).orElse("");
  }

  /// Who began a drawing that goes on.
  public Optional<NamedPerson> by(Path folder) {
    return Optional.ofNullable(works.get(folder))
        .filter(work -> work.drawing.isPresent() && !work.cancelled)
        .map(work -> work.by);
  }

  /// Begins to draw, unless that is going on.
  ///
  /// @param by who wants it
  /// @param changed is called when it is done, however it ended
  public void start(Path folder, NamedPerson by, Runnable changed) {
    var work = new Work(by);
    var known =
        works.compute(folder, (_, old) -> old != null && old.drawing.isPresent() ? old : work);
    if (known == work) {
      Thread.ofPlatform()
          .daemon()
          .name("dataset-drawing")
          .priority(Thread.MIN_PRIORITY)
          .start(() -> {
            draw(folder, work);
            changed.run();
          });
    }
  }

  private static void draw(Path folder, Work work) {
    try {
      FaceDataset.draw(folder, SEED, work::drawn);
    } catch (CancellationException cancelled) {
      // Nothing is left of it.
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(DatasetDrawings.class).warn("{} could not be drawn", folder, e);
      work.problem = reason(folder, e);
    } finally {
      work.drawing = Optional.empty();
    }
  }

  private static String reason(Path folder, Exception problem) {
    return "%s could not be drawn: %s"
        .formatted(
            folder,
            StorageProblem.reason(problem)
                .orElseGet(() ->
                    problem instanceof UncheckedIOException unchecked
                            && unchecked.getCause() != null
                        ? String.valueOf(unchecked.getCause().getMessage())
                        : String.valueOf(problem.getMessage())));
  }

  /// Ends the drawing of a dataset within a picture; nothing of it is kept.
  public void cancel(Path folder) {
    Optional.ofNullable(works.get(folder)).ifPresent(work -> work.cancelled = true);
  }

  @Override
  public void destroy() {
    works.values().forEach(work -> work.cancelled = true);
  }
}
