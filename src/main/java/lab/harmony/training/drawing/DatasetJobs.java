package lab.harmony.training.drawing;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobRows;
import lab.harmony.work.JobState;
import lab.harmony.workspace.Workspace;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of the jobs that draw datasets.
@Repository
public class DatasetJobs {

  private final JdbcClient database;
  private final Workspace workspace;

  public DatasetJobs(JdbcClient database, Workspace workspace) {
    this.database = database;
    this.workspace = workspace;
  }

  /// How the drawing of a dataset stands, which the latest job of it says.
  public DatasetStanding standing(Path folder) {
    return latest(folder)
        .<DatasetStanding>map(job ->
            switch (job.state()) {
              case JobState.Queued(var place) -> new DatasetStanding.Waiting(place);
              case JobState.Running(var progress) ->
                  new DatasetStanding.Drawing(pictures(progress), FaceDataset.PICTURES);
              case JobState.Failed(_, var reason)
                  when reason.endsWith(DatasetHandler.IN_THE_WAY) && FaceDataset.isFree(folder) ->
                  new DatasetStanding.None(); // What was in the way is gone.
              case JobState.Failed(_, var reason) -> new DatasetStanding.Failed(reason);
              case JobState.Finished _, JobState.Cancelled _ -> new DatasetStanding.None();
            })
        .orElseGet(DatasetStanding.None::new);
  }

  /// How many pictures a job has drawn.
  public static int pictures(JobState.JobProgress progress) {
    return (int) Math.round(progress.fraction() * FaceDataset.PICTURES);
  }

  /// The job that draws a dataset, or is to; empty if none does.
  Optional<Job> unfinished(Path folder) {
    return latest(folder)
        .filter(job ->
            job.state() instanceof JobState.Queued || job.state() instanceof JobState.Running);
  }

  /// The names of the datasets that are drawn, or are to be.
  List<String> unfinished() {
    return database
        .sql(
            """
            select d.dataset from dataset_drawings d join jobs j on j.id = d.job
            where j.state in ('queued', 'running') order by j.submitted_at
            """)
        .query((row, _) -> Objects.requireNonNull(row.getString("dataset")))
        .list();
  }

  Optional<Job> latest(Path folder) {
    return name(folder)
        .flatMap(name ->
            database
                .sql(
                    """
                    select %s from dataset_drawings d join jobs j on j.id = d.job
                    where d.dataset = :dataset
                    order by j.submitted_at desc, j.id desc fetch first row only
                    """
                        .formatted(JobRows.COLUMNS))
                .param("dataset", name)
                .query((row, _) -> JobRows.job(row))
                .optional());
  }

  void insert(JobId job, String dataset) {
    database
        .sql("insert into dataset_drawings (job, dataset) values (:job, :dataset)")
        .param("job", job.value())
        .param("dataset", dataset)
        .update();
  }

  /// What a folder is called within the workspace; empty if it lies elsewhere.
  Optional<String> name(Path folder) {
    return Optional.of(folder)
        .filter(one -> one.startsWith(workspace.root()))
        .map(one -> workspace.root().relativize(one))
        .map(names ->
            StreamSupport.stream(names.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/")));
  }
}
