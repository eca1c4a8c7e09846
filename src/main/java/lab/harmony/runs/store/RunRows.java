package lab.harmony.runs.store;

import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.RunsNow;
import lab.harmony.work.Job;
import lab.harmony.work.JobRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Runs as lists show them: the database filters, orders and cuts, and no spec is read.
@Repository
class RunRows {

  /// Pictures beside a line.
  private static final int SOME = 5;

  private static final String FROM = " from runs r join jobs j on j.id = r.id";
  private static final String COLUMNS =
      "select r.id, r.experiment, r.drawn_by, r.shipped_in, r.images_total, r.images_done, "
          + JobRows.COLUMNS;
  private static final String NEWEST_FIRST = " order by j.submitted_at desc, j.id desc";

  private final JdbcClient database;
  private final ImageStore images;
  private final RunFolders folders;

  RunRows(JdbcClient database, ImageStore images, RunFolders folders) {
    this.database = database;
    this.images = images;
    this.folders = folders;
  }

  /// A part of those that fit, the newest first: found in the order of an index, and only of them
  /// is asked what stands in a line.
  List<RunRow> page(RunFilter filter, int from, int most) {
    var wanted = where(filter);
    var page = wanted.sql() + NEWEST_FIRST + " limit :most offset :from";
    if (!wanted.words()) {
      return rows(
          database
              .sql(COLUMNS + FROM + " where j.id in (select j.id" + page + ")" + NEWEST_FIRST)
              .param("most", most)
              .param("from", from));
    }
    // Words are looked for in every line, so that is done once.
    var ids =
        database
            .sql("select j.id" + page)
            .params(wanted.values())
            .param("most", most)
            .param("from", from)
            .query((row, _) -> new RunId(row.getString("id")))
            .list();
    var found = find(ids).stream().collect(Collectors.toMap(RunRow::id, row -> row));
    return ids.stream().flatMap(id -> Optional.ofNullable(found.get(id)).stream()).toList();
  }

  Set<RunId> drawnBy(Collection<String> models) {
    return models.isEmpty()
        ? Set.of()
        : database
            .sql("select id from runs where drawn_by in (:models)")
            .param("models", models)
            .query((row, _) -> new RunId(row.getString("id")))
            .set();
  }

  int count(RunFilter filter) {
    if (filter.equals(RunFilter.ALL)) {
      return database.sql("select count(*) from runs").query(Integer.class).single();
    }
    var wanted = where(filter);
    return database
        .sql("select count(*)" + wanted.sql())
        .params(wanted.values())
        .query(Integer.class)
        .single();
  }

  /// The run as a list shows it now.
  Optional<RunRow> find(RunId id) {
    return rows(database.sql(COLUMNS + FROM + " where r.id = :id").param("id", id.value())).stream()
        .findFirst();
  }

  List<RunRow> find(Collection<RunId> ids) {
    return Parts.of(ids).stream()
        .flatMap(part ->
            rows(
                database
                    .sql(COLUMNS + FROM + " where r.id in (:ids)")
                    .param("ids", part.stream().map(RunId::value).toList()))
                .stream())
        .toList();
  }

  RunsNow now() {
    return database
        .sql(
            """
            select (select count(*) from runs) as runs,
              (select count(*) from jobs where kind = 'run' and state = 'queued') as waiting,
              (select max(ended_at) from jobs) as last_end
            """)
        .query((row, _) ->
            new RunsNow(
                row.getLong("runs"),
                row.getLong("waiting"),
                Optional.ofNullable(row.getObject("last_end", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant),
                working()))
        .single();
  }

  /// Those at work, the first that was submitted first.
  List<RunRow> working() {
    return rows(
        database.sql(
            COLUMNS
                + FROM
                + " where j.kind = 'run' and j.state = 'running' order by j.submitted_at, j.id"));
  }

  /// The experiments that have runs, or runs with pictures, in alphabetical order.
  List<String> experiments(boolean withPictures) {
    return database
        .sql("select distinct experiment from runs where images_done >= :least order by experiment")
        .param("least", withPictures ? 1 : 0)
        .query((row, _) -> row.getString("experiment"))
        .list();
  }

  int countUsing(String sha256) {
    return database
        .sql("select count(*) from run_files where sha256 = :file")
        .param("file", sha256)
        .query(Integer.class)
        .single();
  }

  /// The runs that a file takes part in, the newest first.
  List<RunRow> using(String sha256, int most) {
    return rows(
        database
            .sql(
                COLUMNS
                    + FROM
                    + " where r.id in (select f.run from run_files f where f.sha256 = :file)"
                    + NEWEST_FIRST
                    + " limit :most")
            .param("file", sha256)
            .param("most", most));
  }

  /// The same of those that this alone drew, as runs say it.
  List<RunRow> using(String sha256, String drawnBy, int most) {
    return rows(
        database
            .sql(
                COLUMNS
                    + FROM
                    + " where r.drawn_by = :drawnBy"
                    + " and r.id in (select f.run from run_files f where f.sha256 = :file)"
                    + NEWEST_FIRST
                    + " limit :most")
            .param("drawnBy", drawnBy)
            .param("file", sha256)
            .param("most", most));
  }

  /// Which runs fit; their own columns are looked at only where words are looked for.
  private record Where(String sql, Map<String, Object> values) {
    boolean words() {
      return !values.isEmpty();
    }
  }

  private static Where where(RunFilter filter) {
    var conditions = new ArrayList<>(List.of("j.kind = 'run'"));
    var values = new HashMap<String, Object>();
    if (filter.unfinishedOnly()) {
      conditions.add("j.state in ('queued', 'running')");
    }
    for (var word : words(filter.text())) {
      var name = "word" + values.size();
      conditions.add(
          "lower(r.id || ' ' || r.experiment || ' ' || r.drawn_by || ' ' || coalesce((select p.name from people p where p.id = j.submitted_by), '')) like :%s escape '!'"
              .formatted(name));
      values.put(name, "%" + word.replaceAll("[!%_]", "!$0") + "%");
    }
    return new Where(
        (values.isEmpty() ? " from jobs j" : FROM) + " where " + String.join(" and ", conditions),
        values);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /// A line before it is known which pictures stand beside it.
  private record Line(
      RunId id,
      String experiment,
      String drawnBy,
      Optional<String> shippedIn,
      Job job,
      int total,
      int done) {

    boolean incomplete() {
      return done > 0 && done < total;
    }
  }

  private List<RunRow> rows(JdbcClient.StatementSpec select) {
    var lines = select.query(RunRows::line).list();
    var some = images.places(lines.stream().filter(Line::incomplete).map(Line::id).toList());
    return lines.stream().map(line -> row(line, some.getOrDefault(line.id(), List.of()))).toList();
  }

  /// @param places of its complete pictures, where they are not simply all
  private RunRow row(Line line, List<Integer> places) {
    var gone =
        line.done() > 0
            && !Files.isDirectory(RunFolders.images(folders.of(line.id(), line.shippedIn())));
    var count = line.incomplete() ? places.size() : line.done();
    var shown = gone ? 0 : Math.min(SOME, count);
    return new RunRow(
        line.id(),
        line.experiment(),
        line.drawnBy(),
        RunStore.state(line.job().state(), line.done(), line.total()),
        line.job().submittedBy(),
        line.job().submittedAt(),
        line.job().startedAt(),
        line.done(),
        line.total(),
        IntStream.range(0, shown)
            .map(place -> place * count / shown)
            .map(place -> line.incomplete() ? places.get(place) : place)
            .mapToObj(index -> new ImageId(line.id(), index))
            .collect(Collectors.toList()),
        gone);
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        new RunId(row.getString("id")),
        row.getString("experiment"),
        row.getString("drawn_by"),
        Optional.ofNullable(row.getString("shipped_in")),
        JobRows.job(row),
        row.getInt("images_total"),
        row.getInt("images_done"));
  }
}
