package lab.harmony.backup.scheduled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.harmony.backup.copies.Backups;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps a copy of the database of each of the last days on which the lab ran, so that there is a
/// good state to go back to. A copy is kept only when every row of it could be read.
@Component
@ConditionalOnWebApplication
@ConditionalOnExpression("'${spring.datasource.url:}'.isBlank()")
public class DailyCopies implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DailyCopies.class);
  public static final int KEPT = 7;

  private final DataFolder data;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("daily-copies").factory());
  private volatile boolean running;

  public DailyCopies(DataFolder data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  public static Path folder(DataFolder data) {
    return data.root().resolve("backups").resolve("daily");
  }

  /// Makes today's copy unless it is there, and removes those that are older than the last few.
  public void look() {
    var today =
        folder(data).resolve(LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()) + ".zip");
    try {
      if (!Files.exists(today) && Files.exists(LabDatabase.of(data).file())) {
        Backups.ofData(data, clock).makeOfDatabase(today);
        log.info("Today's copy of the database is {}.", today);
        removeOld();
      }
    } catch (SQLException | IOException | RuntimeException e) {
      log.warn("There is no copy of the database of today: {}", e.getMessage());
    }
  }

  private void removeOld() throws IOException {
    try (var copies = Files.list(folder(data))) {
      var old =
          copies
              .filter(file -> file.getFileName().toString().matches("\\d{4}-\\d{2}-\\d{2}\\.zip"))
              .sorted(Comparator.comparing(Path::getFileName).reversed())
              .skip(KEPT)
              .toList();
      for (var file : old) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void start() {
    running = true;
    clockwork.scheduleWithFixedDelay(this::look, 1, 60, TimeUnit.MINUTES);
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
