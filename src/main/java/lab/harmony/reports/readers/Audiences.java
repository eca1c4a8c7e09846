package lab.harmony.reports.readers;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables that say for whom reports are, and whose; one of which they say nothing is for the
/// team.
@Repository
public class Audiences {

  private static final String SELECT =
      "select a.line, a.audience, r.person from report_audience a left join report_reader r on"
          + " r.line = a.line";

  private final JdbcClient database;

  public Audiences(JdbcClient database) {
    this.database = database;
  }

  /// Those of all reports that are not for the team, by their lines.
  public Map<String, Audience> all() {
    return read(database.sql(SELECT));
  }

  public Audience of(String line) {
    return Optional.ofNullable(
            read(database.sql(SELECT + " where a.line = :line").param("line", line)).get(line))
        .orElseGet(Audience.Team::new);
  }

  private static Map<String, Audience> read(JdbcClient.StatementSpec query) {
    var codes = new LinkedHashMap<String, String>();
    var readers = new HashMap<String, Set<PersonId>>();
    query.query(row -> {
      var line = row.getString("line");
      codes.put(line, row.getString("audience"));
      var person = row.getString("person");
      if (person != null) {
        readers.computeIfAbsent(line, _ -> new HashSet<>()).add(new PersonId(person));
      }
    });
    var all = new HashMap<String, Audience>();
    codes.forEach((line, code) ->
        all.put(
            line,
            switch (code) {
              case "team" -> new Audience.Team();
              case "link" -> new Audience.ByLink();
              // Of what this version of the lab does not know, nobody new is let in.
              default -> new Audience.Named(readers.getOrDefault(line, Set.of()));
            }));
    return all;
  }

  /// Notes who published versions of a report, for when none of them is there any more; within the
  /// transaction of whoever writes it down.
  public void wrote(String line, Collection<PersonId> authors) {
    for (var person : authors) {
      database
          .sql("merge into report_author (line, person) key (line, person) values (?, ?)")
          .params(line, person.value())
          .update();
    }
  }

  /// The lines of the reports that somebody published a version of, there or not.
  Set<String> writtenBy(PersonId person) {
    return Set.copyOf(
        database
            .sql("select line from report_author where person = ?")
            .param(person.value())
            .query(String.class)
            .list());
  }

  /// Within the transaction of whoever writes it down.
  public Audience put(String line, Audience audience) {
    database.sql("delete from report_reader where line = :line").param("line", line).update();
    database
        .sql("merge into report_audience (line, audience) key (line) values (:line, :audience)")
        .param("line", line)
        .param("audience", audience.code())
        .update();
    if (audience instanceof Audience.Named(var readers)) {
      for (var person : readers) {
        database
            .sql("insert into report_reader (line, person) values (:line, :person)")
            .param("line", line)
            .param("person", person.value())
            .update();
      }
    }
    return audience;
  }
}
