package lab.harmony.reports;

import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.activity.ActivityChanged;
import lab.harmony.reports.readers.Audiences;
import lab.harmony.reports.readers.ReportTopics;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.reports.shelf.ReportShelf;
import lab.harmony.threads.TopicGroup;
import lab.harmony.threads.TopicsChanged;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Notices reports that come and go, by whichever process they were published or taken back, or by
/// hand: activity and what is said about them then show it.
@Component
class ReportsWatch implements SmartLifecycle {
  private final ReportShelf shelf;
  private final ReportIndex index;
  private final Audiences audiences;
  private final ApplicationEventPublisher events;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reports-watch").factory());
  private Optional<FileTime> before = Optional.empty();
  private Map<TopicGroup, List<ReportName>> known = Map.of();
  private volatile boolean running;

  ReportsWatch(
      ReportShelf shelf, ReportIndex index, Audiences audiences, ApplicationEventPublisher events) {
    this.shelf = shelf;
    this.index = index;
    this.audiences = audiences;
    this.events = events;
  }

  void look() {
    try {
      var now = shelf.changed();
      if (!now.equals(before)) {
        before = now;
        tell();
      }
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(getClass()).warn("The reports could not be looked at.", e);
    }
  }

  private void tell() {
    var then = known;
    known = versions();
    noteAuthors();
    events.publishEvent(new ActivityChanged());
    Stream.concat(then.keySet().stream(), known.keySet().stream())
        .distinct()
        .filter(report -> !Objects.equals(then.get(report), known.get(report)))
        .forEach(report -> events.publishEvent(new TopicsChanged(report)));
  }

  /// Whoever published a report before authors were written down, or beside this lab, keeps what is
  /// said about it, also once its folder is gone.
  private void noteAuthors() {
    for (var line : index.known()) {
      try {
        audiences.wrote(line.id(), line.authors());
      } catch (DataAccessException e) {
        LoggerFactory.getLogger(getClass())
            .debug("The authors of {} are not noted.", line.newest().name(), e);
      }
    }
  }

  private Map<TopicGroup, List<ReportName>> versions() {
    return index.known().stream()
        .collect(
            Collectors.toMap(
                ReportTopics::group,
                line -> line.versions().stream().map(PublishedReport::name).toList()));
  }

  @Override
  public void start() {
    running = true;
    clockwork.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
