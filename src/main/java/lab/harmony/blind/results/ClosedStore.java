package lab.harmony.blind.results;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import lab.harmony.blind.session.SessionId;
import lab.harmony.runs.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The sessions that are closed and not void, by what everybody may know of them.
@Repository
class ClosedStore {

  private static final String CLOSED =
      "select s.id, s.title from blind_session s where s.closed_at is not null and s.voided = ''";

  private final JdbcClient database;

  ClosedStore(JdbcClient database) {
    this.database = database;
  }

  /// Of whose pictures one of them was; none of any other session.
  List<String> experiments(SessionId id) {
    return database
        .sql(
            "select distinct d.experiment from blind_arm_drawn d join blind_session s on s.id ="
                + " d.session where s.id = :id and s.closed_at is not null and s.voided = ''")
        .param("id", id.value())
        .query((row, _) -> row.getString("experiment"))
        .list();
  }

  /// Those that showed pictures of some runs, the first closed first.
  List<ClosedSession> of(Collection<RunId> runs) {
    return sessions(
        CLOSED
            + " and exists (select 1 from blind_picture p where p.session = s.id"
            + " and p.run in (:runs)) order by s.closed_at, s.id",
        Map.of("runs", runs.stream().map(RunId::value).toList()));
  }

  private List<ClosedSession> sessions(String which, Map<String, ?> parameters) {
    return database
        .sql(which)
        .params(parameters)
        .query((row, _) ->
            new ClosedSession(new SessionId(row.getString("id")), row.getString("title")))
        .list();
  }
}
