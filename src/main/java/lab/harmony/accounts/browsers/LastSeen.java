package lab.harmony.accounts.browsers;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// When people last used the lab in a browser, to some minutes.
@Repository
public class LastSeen {

  private final JdbcClient database;

  public LastSeen(JdbcClient database) {
    this.database = database;
  }

  public void note(PersonId person, Instant at) {
    database
        .sql("merge into person_seen (person, seen_at) key (person) values (:person, :at)")
        .param("person", person.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  public Map<PersonId, Instant> all() {
    return database
        .sql("select person, seen_at from person_seen")
        .query((row, _) ->
            Map.entry(
                new PersonId(row.getString("person")),
                row.getObject("seen_at", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
