package lab.harmony.notebooks.versions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import lab.harmony.notebooks.differences.NotebookDifference;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.store.ExperimentDeleted;
import lab.harmony.notebooks.store.ExperimentMade;
import lab.harmony.notebooks.store.ExperimentReturned;
import lab.harmony.notebooks.store.NotebookEdited;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.NotebookOvertaken;
import lab.harmony.notebooks.store.NotebookStored;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.notebooks.store.WritingPaused;
import lab.harmony.people.People;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes a version of everything that is saved, on a thread of its own: whoever saves does not wait
/// for it, and what cannot be written keeps nobody from saving. Text that is typed without a pause
/// is one version.
@Component
final class VersionKeeper implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(VersionKeeper.class);

  /// Text is one version until its writer pauses this long, or leaves the editor.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// Whoever types on and on has a version of this length at least.
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// Of two saves at the same time the later one may be told first.
  private static final Duration TURN = Duration.ofMillis(300);

  private final VersionRecords records;
  private final VersionShelves shelves;
  private final NotebookFiles files;
  private final People people;
  private final Clock clock;
  private final Map<ExperimentSlug, Typing> typing = new HashMap<>();

  /// What was told before what it followed.
  private final Map<ExperimentSlug, List<Runnable>> late = new HashMap<>();

  private final ScheduledThreadPoolExecutor clerk =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("notebook-versions").factory());
  private volatile boolean running;

  VersionKeeper(
      VersionRecords records,
      VersionShelves shelves,
      NotebookFiles files,
      People people,
      Clock clock) {
    this.records = records;
    this.shelves = shelves;
    this.files = files;
    this.people = people;
    this.clock = clock;
    clerk.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /// Text of one cell by one person that is not a version yet.
  ///
  /// @param first when the first letter of it was saved, and `last` the last one
  private record Typing(NotebookEdited edited, Instant first, Instant last) {

    /// The same with what was typed next, if it is the next of this.
    Optional<Typing> with(NotebookEdited next, Instant now) {
      return next.by().person().equals(edited.by().person())
              && next.before().equals(edited.after())
              && now.isBefore(last.plus(PAUSE))
              && now.isBefore(first.plus(LONGEST))
              && cell(next).equals(cell(edited))
          ? Optional.of(
              new Typing(
                  new NotebookEdited(
                      edited.experiment(), edited.before(), next.after(), edited.by()),
                  first,
                  now))
          : Optional.empty();
    }
  }

  @EventListener
  void edited(NotebookEdited event) {
    var now = clock.instant();
    later(event.experiment(), () -> edited(event, now));
  }

  @EventListener
  void stored(NotebookStored event) {
    var now = clock.instant();
    later(
        event.experiment(),
        () -> {
          settled(event.experiment());
          record(event.experiment(), event.before(), event.after(), change(now, Origin.LAB, event));
        });
  }

  @EventListener
  void overtaken(NotebookOvertaken event) {
    var slug = event.experiment();
    later(
        slug,
        () -> {
          settled(slug);
          // What is saved at this moment is told a moment later.
          late(slug, () -> records.found(slug, files.open(slug), event.before()));
        });
  }

  @EventListener
  void paused(WritingPaused event) {
    later(event.experiment(), () -> settled(event.experiment()));
  }

  /// What is kept under this name is of another one.
  @EventListener
  void made(ExperimentMade event) {
    var slug = event.experiment();
    var now = clock.instant();
    later(
        slug,
        () -> {
          typing.remove(slug);
          shelves.putAway(slug, "%s-before-%s".formatted(slug, VersionId.moment(now)));
          records.first(
              slug,
              event.notebook(),
              new NotebookVersion.Change(
                  now, Origin.PERSON, Optional.of(people.sign(event.by())), "made"));
        });
  }

  @EventListener
  void deleted(ExperimentDeleted event) {
    later(
        event.experiment(),
        () -> {
          settled(event.experiment());
          shelves.putAway(event.experiment(), event.deletion());
        });
  }

  @EventListener
  void returned(ExperimentReturned event) {
    later(event.experiment(), () -> shelves.putBack(event.experiment(), event.deletion()));
  }

  private void edited(NotebookEdited event, Instant now) {
    var slug = event.experiment();
    var before = typing.get(slug);
    var longer = before == null ? Optional.<Typing>empty() : before.with(event, now);
    if (longer.isPresent()) {
      typing.put(slug, longer.get());
      return;
    }
    settled(slug);
    if (cell(event).isPresent()) {
      typing.put(slug, new Typing(event, now, now));
      later(slug, PAUSE, () -> settleQuiet(slug));
    } else {
      record(slug, event.before(), event.after(), change(now, event));
    }
  }

  /// Whether a change is of the text of one cell alone, and of which.
  private static Optional<String> cell(NotebookEdited event) {
    return Optional.of(NotebookDifference.between(event.before(), event.after()))
        .filter(NotebookDifference::isTextOfOne)
        .map(difference -> difference.changed().getFirst().id().value());
  }

  private void settleQuiet(ExperimentSlug slug) {
    var waiting = typing.get(slug);
    if (waiting != null) {
      var left = Duration.between(clock.instant(), waiting.last().plus(PAUSE));
      if (left.isPositive() && left.compareTo(PAUSE) <= 0) {
        later(slug, left, () -> settleQuiet(slug));
      } else {
        settled(slug);
      }
    }
  }

  /// Makes a version of what was typed so far.
  private void settled(ExperimentSlug slug) {
    var waiting = typing.remove(slug);
    if (waiting != null) {
      var event = waiting.edited();
      record(slug, event.before(), event.after(), change(waiting.last(), event));
    }
  }

  private void record(
      ExperimentSlug slug, Notebook before, Notebook after, NotebookVersion.Change change) {
    if (records.follows(slug, before)) {
      records.add(slug, before, after, change);
    } else {
      late(slug, () -> records.add(slug, before, after, change));
    }
  }

  private void late(ExperimentSlug slug, Runnable work) {
    late.computeIfAbsent(slug, _ -> new ArrayList<>()).add(work);
    later(slug, TURN, () -> catchUp(slug));
  }

  /// Nothing that was saved before it is still to be told.
  private void catchUp(ExperimentSlug slug) {
    Optional.ofNullable(late.remove(slug)).orElse(List.of()).forEach(one -> quietly(slug, one));
  }

  private NotebookVersion.Change change(Instant at, NotebookEdited event) {
    return new NotebookVersion.Change(
        at,
        Origin.PERSON,
        Optional.of(people.sign(event.by())),
        NotebookDifference.between(event.before(), event.after()).words());
  }

  private static NotebookVersion.Change change(Instant at, Origin origin, NotebookStored event) {
    return new NotebookVersion.Change(
        at,
        origin,
        Optional.empty(),
        NotebookDifference.between(event.before(), event.after()).words());
  }

  /// Returns when everything that was saved until now is a version, what others wrote included.
  void settle(ExperimentSlug slug) {
    try {
      CompletableFuture.runAsync(
              () ->
                  quietly(
                      slug,
                      () -> {
                        settled(slug);
                        catchUp(slug);
                        records.found(slug, files.open(slug), new OpenedNotebook.Missing());
                      }),
              clerk)
          .join();
    } catch (RejectedExecutionException e) {
      log.debug("The lab ends, and makes no more versions of {}.", slug);
    }
  }

  private void later(ExperimentSlug slug, Runnable work) {
    later(slug, Duration.ZERO, work);
  }

  private void later(ExperimentSlug slug, Duration delay, Runnable work) {
    try {
      var _ = clerk.schedule(() -> quietly(slug, work), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("The lab ends, and makes no more versions of {}.", slug);
    }
  }

  private static void quietly(ExperimentSlug slug, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError e) {
      log.warn("A version of {} could not be kept. The notebook itself is saved.", slug, e);
    }
  }

  /// Looks at the notebooks of which versions are kept: they may have been changed while no lab
  /// ran.
  private void lookAtAll() {
    for (var slug : shelves.all()) {
      quietly(slug, () -> records.found(slug, files.open(slug), new OpenedNotebook.Missing()));
    }
  }

  @Override
  public void start() {
    running = true;
    clerk.execute(this::lookAtAll);
  }

  @Override
  public void stop() {
    running = false;
    clerk.execute(() -> {
      List.copyOf(typing.keySet()).forEach(slug -> quietly(slug, () -> settled(slug)));
      List.copyOf(late.keySet()).forEach(this::catchUp);
    });
    clerk.shutdown();
    try {
      if (!clerk.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("Not every version of the notebooks could be kept before the lab ended.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
