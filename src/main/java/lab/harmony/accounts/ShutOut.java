package lab.harmony.accounts;

import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who was shut out, and not let in again since: unlike those who are known by what they did
/// elsewhere alone, they come in by nobody's word but an owner's.
@Repository
class ShutOut {

  private final JdbcClient database;

  ShutOut(JdbcClient database) {
    this.database = database;
  }

  void add(PersonId person) {
    database
        .sql("merge into shut_out (person) key (person) values (:person)")
        .param("person", person.value())
        .update();
  }

  void remove(PersonId person) {
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
