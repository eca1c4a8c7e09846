package lab.harmony.runs.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How the manifests of shipped runs looked when they were read.
@Repository
class ShippedFiles {

  /// A file that was written so lately may be written again without looking another.
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final JdbcClient database;
  private final Clock clock;

  ShippedFiles(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What tells a file from a changed one without reading it.
  record Looks(long size, long modifiedNanos) {
    static Looks of(Path file) throws IOException {
      var now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Looks(now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }
  }

  /// Of the runs that are here, by the place of their folder in the workspace.
  Map<String, Looks> known() {
    var all = new HashMap<String, Looks>();
    database
        .sql(
            """
            select f.place, f.size, f.modified_nanos from shipped_files f
            join runs r on r.shipped_in = f.place
            """)
        .query(row -> {
          all.put(
              row.getString("place"),
              new Looks(row.getLong("size"), row.getLong("modified_nanos")));
        });
    return all;
  }

  /// Notes how one looked before it was read.
  void keep(String place, Looks looks) {
    var settled = clock.instant().minus(SETTLED).getEpochSecond();
    if (TimeUnit.NANOSECONDS.toSeconds(looks.modifiedNanos()) < settled) {
      database
          .sql(
              """
              merge into shipped_files (place, size, modified_nanos) key (place)
              values (:place, :size, :modified)
              """)
          .param("place", place)
          .param("size", looks.size())
          .param("modified", looks.modifiedNanos())
          .update();
    }
  }
}
