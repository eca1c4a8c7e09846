package lab.harmony.accounts.links;

import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who was shut out, and not let in again since: unlike those who are known by what they did
/// elsewhere alone, they come in by nobody's word but an owner's.
@Repository
public class ShutOut {

  private final JdbcClient database;

  public ShutOut(JdbcClient database) {
    this.database = database;
  }

  public void add(PersonId person) {
    database
        .sql("merge into shut_out (person) key (person) values (:person)")
        .param("person", person.value())
        .update();
  }

  public void remove(PersonId person) {
    database
        .sql("delete from shut_out where person = :person")
        .param("person", person.value())
        .update();
  }

  boolean contains(PersonId person) {
    return database
            .sql("select count(*) from shut_out where person = :person")
            .param("person", person.value())
            .query(Long.class)
            .single()
        > 0;
  }
}
