package lab.harmony.training.ui;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityQuery;
import lab.harmony.activity.ActivitySource;
import lab.harmony.activity.Happening;
import lab.harmony.models.ModelName;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.TrainingShelf;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Trainings that ended, for whoever sees trainings. That jobs change is told with the runs.
@Component
class TrainingActivity implements ActivitySource {

  private static final String SELECT =
      """
      select %s, one.name, one.ending, one.together, one.later, count(*) as many,
        max(one.ended_at) as newest
      from (select j.submitted_by, j.ended_at, s.name,
          case when s.ended_as = '' then j.state else s.ended_as end as ending, %s
        from jobs j join training_sittings s on s.job = j.id
        where j.kind = :kind and %s) one
      group by one.submitted_by, one.name, one.ending, one.together, one.later
      """;

  private final JdbcClient database;
  private final TrainingShelf shelf;
  private final Rights rights;

  TrainingActivity(JdbcClient database, TrainingShelf shelf, Rights rights) {
    this.database = database;
    this.shelf = shelf;
    this.rights = rights;
  }

  @Override
  public ActivityKind kind() {
    return ActivityKind.TRAININGS;
  }

  @Override
  public List<Happening> happened(ActivityQuery query) {
    if (query.experiment().isPresent() || !rights.may(query.who(), Right.LOOK)) {
      return List.of();
    }
    var there = shelf.names().stream().map(ModelName::value).collect(Collectors.toSet());
    return database
        .sql(
            SELECT.formatted(
                    NamedPerson.columns("one.submitted_by", "submitted_by"),
                    ActivityQuery.together("j.ended_at"),
                    query.within("j.ended_at", "j.submitted_by"))
                + ActivityQuery.newest("one.ended_at"))
        .params(query.parameters())
        .param("kind", TrainingQueue.KIND)
        .query((row, _) -> happening(row, there))
        .list();
  }

  private static Happening happening(ResultSet row, Set<String> there) throws SQLException {
    var name = row.getString("name");
    var ending = row.getString("ending");
    var many = row.getLong("many");
    return new Happening(
        ActivityKind.TRAININGS,
        "%s %s %s %s %s"
            .formatted(
                row.getString("submitted_by"),
                name,
                ending,
                row.getObject("together", OffsetDateTime.class).toInstant(),
                row.getInt("later")),
        row.getObject("newest", OffsetDateTime.class).toInstant(),
        NamedPerson.read(row, "submitted_by").map(Happening.Doer::of),
        Happening.Deed.theirs("training"),
        name,
        many == 1 ? ending : "%s, %,d times".formatted(ending, many),
        Happening.Place.screen(there.contains(name) ? "trainings/" + name : "trainings"),
        Optional.empty());
  }
}
