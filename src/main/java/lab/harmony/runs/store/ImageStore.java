package lab.harmony.runs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.PartsReading;
import lab.harmony.runs.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of pictures.
@Repository
public class ImageStore {

  private final JdbcClient database;

  ImageStore(JdbcClient database) {
    this.database = database;
  }

  /// A complete picture as the table keeps it.
  public record Picture(
      int index,
      String fileName,
      String sha256,
      int width,
      int height,
      Instant createdAt,
      Optional<PartsReading> reading) {}

  public void insert(RunId run, Picture picture) {
    database
        .sql(
            """
            insert into run_images
              (run, image_index, file_name, sha256, width, height, created_at, reading)
            values (:run, :index, :file, :sha256, :width, :height, :created, :reading)
            """)
        .param("run", run.value())
        .param("index", picture.index())
        .param("file", picture.fileName())
        .param("sha256", picture.sha256())
        .param("width", picture.width())
        .param("height", picture.height())
        .param("created", RunStore.utc(picture.createdAt()))
        .param("reading", picture.reading().map(RunJson::text).orElse(null))
        .update();
  }

  public List<Picture> of(RunId run) {
    return database
        .sql(
            """
            select image_index, file_name, sha256, width, height, created_at, reading
            from run_images where run = :run order by image_index
            """)
        .param("run", run.value())
        .query(ImageStore::picture)
        .list();
  }

  /// Those that were added at this time or later.
  List<Picture> since(RunId run, Instant time) {
    return database
        .sql(
            """
            select image_index, file_name, sha256, width, height, created_at, reading
            from run_images where run = :run and created_at >= :time order by image_index
            """)
        .param("run", run.value())
        .param("time", RunStore.utc(time))
        .query(ImageStore::picture)
        .list();
  }

  /// The pictures of many runs, in the order of their prompts.
  public Map<RunId, List<Picture>> of(Collection<RunId> runs) {
    var all = new HashMap<RunId, List<Picture>>();
    for (var part : Parts.of(runs)) {
      database
          .sql(
              """
              select run, image_index, file_name, sha256, width, height, created_at, reading
              from run_images where run in (:runs) order by run, image_index
              """)
          .param("runs", part.stream().map(RunId::value).toList())
          .query((row, number) ->
              all.computeIfAbsent(new RunId(row.getString("run")), _ -> new ArrayList<>())
                  .add(picture(row, number)))
          .list();
    }
    return all;
  }

  /// The places of the complete pictures of these runs, in order.
  Map<RunId, List<Integer>> places(Collection<RunId> runs) {
    var all = new HashMap<RunId, List<Integer>>();
    for (var part : Parts.of(runs)) {
      database
          .sql(
              "select run, image_index from run_images where run in (:runs) order by run,"
                  + " image_index")
          .param("runs", part.stream().map(RunId::value).toList())
          .query((row, _) ->
              all.computeIfAbsent(new RunId(row.getString("run")), _ -> new ArrayList<>())
                  .add(row.getInt("image_index")))
          .list();
    }
    return all;
  }

  public Optional<Picture> find(ImageId id) {
    return database
        .sql(
            """
            select image_index, file_name, sha256, width, height, created_at, reading
            from run_images where run = :run and image_index = :index
            """)
        .param("run", id.run().value())
        .param("index", id.index())
        .query(ImageStore::picture)
        .optional();
  }

  private static Picture picture(ResultSet row, int number) throws SQLException {
    return new Picture(
        row.getInt("image_index"),
        row.getString("file_name"),
        row.getString("sha256"),
        row.getInt("width"),
        row.getInt("height"),
        RunStore.instant(row, "created_at").orElseThrow(),
        Optional.ofNullable(row.getString("reading"))
            .map(text -> RunJson.value(text, PartsReading.class)));
  }
}
