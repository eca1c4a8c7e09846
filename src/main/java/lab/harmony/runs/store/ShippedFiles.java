package lab.harmony.runs.store;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lab.harmony.workspace.FileVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How the manifests of shipped runs looked when they were read.
@Repository
class ShippedFiles {

  private final JdbcClient database;
  private final Clock clock;

  ShippedFiles(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The texts of the versions of those whose runs are here, by the place of their folder in the
  /// workspace.
  Map<String, String> known() {
    var all = new HashMap<String, String>();
    database
        .sql(
            """
            select f.place, f.version from shipped_files f join runs r on r.shipped_in = f.place
            """)
        .query(row -> {
          all.put(row.getString("place"), row.getString("version"));
        });
    return all;
  }

  /// Notes how one looked before it was read.
  void keep(String place, FileVersion version) {
    if (version.settledAt(clock.instant())) {
      database
          .sql("merge into shipped_files (place, version) key (place) values (:place, :version)")
          .param("place", place)
          .param("version", version.text())
          .update();
    }
  }

  /// Forgets all that lie at none of these places any more.
  void keepOnly(Set<String> places) {
    var gone = new HashSet<>(all());
    gone.removeAll(places);
    for (var part : Parts.of(gone)) {
      database
          .sql("delete from shipped_files where place in (:places)")
          .param("places", part)
          .update();
    }
  }

  private Collection<String> all() {
    return database
        .sql("select place from shipped_files")
        .query((row, _) -> row.getString("place"))
        .list();
  }
}
