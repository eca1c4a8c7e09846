package lab.harmony.runs.store;

import java.lang.ref.SoftReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.people.PersonId;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobRows;
import lab.harmony.work.JobState;
import lab.harmony.work.NewJob;
import lab.harmony.workspace.ReadOnce;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of runs, one by one and with their specs; [RunRows] lists them.
@Repository
public class RunStore {

  /// The kind of job that makes a run's pictures.
  public static final String KIND = "run";

  /// A run with what only the worker and the manifest need.
  public record Entry(
      Run run, Optional<String> shippedIn, Optional<EngineEnvironment> environment) {}

  private final JdbcClient database;

  /// A spec never changes, so it is read once, as long as there is room for it.
  private final Map<String, SoftReference<GenerateSpec>> specs = new ConcurrentHashMap<>();

  RunStore(JdbcClient database) {
    this.database = database;
  }

  /// The job that makes a run.
  static JobId job(RunId id) {
    return new JobId(id.value());
  }

  /// The same when it is new. What is asked for stands with the run.
  static NewJob job(RunId id, Optional<PersonId> submittedBy) {
    return new NewJob(job(id), KIND, new Job.Order(1, "{}"), submittedBy);
  }

  /// Adds what a run has besides its job, which is there already.
  void insert(RunId id, GenerateSpec spec) {
    insert(id, spec, StoredSpec.of(spec), Optional.empty(), 0, Optional.empty());
  }

  /// A run whose pictures are all there from the beginning.
  void insertFinished(RunId id, GenerateSpec spec) {
    insert(
        id, spec, StoredSpec.of(spec), Optional.empty(), spec.prompts().size(), Optional.empty());
  }

  /// A finished run that was made elsewhere.
  void insertShipped(RunManifest manifest, String folder) {
    var spec = manifest.spec().read();
    insert(
        manifest.id(),
        spec,
        manifest.spec(),
        Optional.of(folder),
        spec.prompts().size(),
        manifest.environment());
  }

  private void insert(
      RunId id,
      GenerateSpec spec,
      StoredSpec stored,
      Optional<String> folder,
      int done,
      Optional<EngineEnvironment> environment) {
    database
        .sql(
            """
            insert into runs (id, experiment, cell_id, model, drawn_by, spec_sha256, shipped_in,
              images_total, images_done, environment)
            values (:id, :experiment, :cell, :model, :drawnBy, :sha256, :folder, :total, :done,
              :environment)
            """)
        .param("id", id.value())
        .param("experiment", spec.experiment())
        .param("cell", spec.cellId())
        .param("model", spec.recipe().model().name())
        .param("drawnBy", spec.drawnBy())
        .param("sha256", stored.sha256())
        .param("folder", folder.orElse(null))
        .param("total", spec.prompts().size())
        .param("done", done)
        .param("environment", environment.map(RunJson::text).orElse(null))
        .update();
    database
        .sql("insert into run_specs (run, spec) values (:id, :spec)")
        .param("id", id.value())
        .param("spec", stored.text())
        .update();
    for (var file : files(spec)) {
      database
          .sql("insert into run_files (run, sha256) values (:id, :file)")
          .param("id", id.value())
          .param("file", file)
          .update();
    }
  }

  /// Every file that decides a run's pictures or reads them, by its digest.
  static Set<String> files(GenerateSpec spec) {
    return Stream.concat(spec.recipe().files(), Stream.of(spec.judgeSha256()))
        .filter(file -> !file.isEmpty())
        .collect(Collectors.toSet());
  }

  public Optional<Entry> find(RunId id) {
    return ReadOnce.of(
        this,
        id,
        () ->
            entries(database.sql(SELECT + " where r.id = :id").param("id", id.value())).stream()
                .findFirst());
  }

  /// Those of these that are here, in no order: two questions, however many they are.
  public Collection<Entry> find(Collection<RunId> ids) {
    return ReadOnce.ofMany(this, ids, this::together).values();
  }

  private Map<RunId, Entry> together(List<RunId> ids) {
    return Parts.of(ids).stream()
        .flatMap(part ->
            entries(
                database
                    .sql(SELECT + " where r.id in (:ids)")
                    .param("ids", part.stream().map(RunId::value).toList()))
                .stream())
        .collect(Collectors.toMap(entry -> entry.run().id(), entry -> entry));
  }

  /// All runs of an experiment, the newest first.
  List<Entry> of(String experiment) {
    return entries(
        database
            .sql(
                SELECT
                    + " where r.experiment = :experiment order by j.submitted_at desc, r.id desc")
            .param("experiment", experiment));
  }

  /// The newest run of an experiment that was submitted before a moment.
  Optional<Entry> before(String experiment, Instant moment) {
    return entries(
            database
                .sql(
                    SELECT
                        + """
                         where r.experiment = :experiment and j.submitted_at < :moment
                        order by j.submitted_at desc, r.id desc limit 1
                        """)
                .param("experiment", experiment)
                .param("moment", utc(moment)))
        .stream()
        .findFirst();
  }

  /// Notes, in the transaction in which its job got further, that a picture is complete.
  public void pictureDone(RunId id) {
    database
        .sql("update runs set images_done = images_done + 1 where id = :id")
        .param("id", id.value())
        .update();
  }

  public void environment(RunId id, EngineEnvironment environment) {
    database
        .sql("update runs set environment = :environment where id = :id")
        .param("environment", RunJson.text(environment))
        .param("id", id.value())
        .update();
  }

  private static final String SELECT =
      """
      select r.id, r.spec_sha256, r.shipped_in, r.images_total, r.images_done, r.environment, %s
      from runs r join jobs j on j.id = r.id
      """
          .formatted(JobRows.COLUMNS);

  /// A run as the tables say it; its spec may be known already.
  private record Found(
      RunId id,
      String specSha256,
      Job job,
      int total,
      int done,
      Optional<String> shippedIn,
      Optional<EngineEnvironment> environment) {

    Entry with(GenerateSpec spec) {
      return new Entry(
          new Run(
              id,
              spec,
              state(job.state(), done, total),
              job.submittedBy(),
              job.submittedAt(),
              job.startedAt(),
              done),
          shippedIn,
          environment);
    }
  }

  private List<Entry> entries(JdbcClient.StatementSpec select) {
    var found = select.query(RunStore::found).list();
    var known = new HashMap<String, GenerateSpec>();
    var wanted = new ArrayList<RunId>();
    for (var one : found) {
      var spec = Optional.ofNullable(specs.get(one.specSha256())).map(SoftReference::get);
      spec.ifPresentOrElse(
          it -> known.put(one.specSha256(), it),
          () -> {
            wanted.add(one.id());
          });
    }
    known.putAll(read(wanted));
    return found.stream()
        .map(one -> one.with(Objects.requireNonNull(known.get(one.specSha256()))))
        .toList();
  }

  private Map<String, GenerateSpec> read(List<RunId> wanted) {
    var read = new HashMap<String, GenerateSpec>();
    for (var part : Parts.of(wanted)) {
      database
          .sql(
              """
              select r.spec_sha256, s.spec from runs r join run_specs s on s.run = r.id
              where r.id in (:ids)
              """)
          .param("ids", part.stream().map(RunId::value).toList())
          .query((row, _) ->
              read.computeIfAbsent(
                  row.getString("spec_sha256"), _ -> new StoredSpec(text(row)).read()))
          .list();
    }
    read.forEach((sha256, spec) -> specs.put(sha256, new SoftReference<>(spec)));
    return read;
  }

  private static String text(ResultSet row) {
    try {
      return row.getString("spec");
    } catch (SQLException e) {
      throw new IllegalStateException("a spec could not be read", e);
    }
  }

  private static Found found(ResultSet row, int number) throws SQLException {
    var environment = row.getString("environment");
    return new Found(
        new RunId(row.getString("id")),
        row.getString("spec_sha256"),
        JobRows.job(row),
        row.getInt("images_total"),
        row.getInt("images_done"),
        Optional.ofNullable(row.getString("shipped_in")),
        Optional.ofNullable(environment).map(text -> RunJson.value(text, EngineEnvironment.class)));
  }

  static RunState state(JobState state, int done, int total) {
    return switch (state) {
      case JobState.Queued(var position) -> new RunState.Queued(position);
      case JobState.Running(var progress) ->
          new RunState.Running(done, total, progress.fraction(), progress.remaining());
      case JobState.Finished(var at, var elapsed) -> new RunState.Finished(at, elapsed);
      case JobState.Failed(var at, var reason) -> new RunState.Failed(at, reason);
      case JobState.Cancelled(var at) -> new RunState.Cancelled(at);
    };
  }

  /// The spec of a run that is here, as it was written.
  StoredSpec stored(RunId id) {
    return database
        .sql("select spec from run_specs where run = :id")
        .param("id", id.value())
        .query((row, _) -> new StoredSpec(row.getString("spec")))
        .single();
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
