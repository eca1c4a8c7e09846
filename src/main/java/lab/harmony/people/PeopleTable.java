package lab.harmony.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of people and of the names that they are known by. Nobody is ever removed: what they
/// did names them.
@Repository
class PeopleTable {

  private static final String SELECT = "select id, name, role, may_sign_in from people p";

  private final JdbcClient database;
  private final Clock clock;

  PeopleTable(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Optional<Person> find(PersonId id) {
    return database
        .sql(SELECT + " where id = :id")
        .param("id", id.value())
        .query(PeopleTable::person)
        .optional();
  }

  /// In the order in which the lab came to know them.
  List<Person> all() {
    return database.sql(SELECT + " order by known_since, id").query(PeopleTable::person).list();
  }

  /// The same, whom nobody else changes until the transaction ends.
  Optional<Person> held(PersonId id) {
    return database
        .sql(SELECT + " where id = :id for update")
        .param("id", id.value())
        .query(PeopleTable::person)
        .optional();
  }

  /// Those who are called so now.
  List<Person> called(String name) {
    return database
        .sql(SELECT + " where name = :name order by known_since, id")
        .param("name", name)
        .query(PeopleTable::person)
        .list();
  }

  /// The first who was ever called so.
  Optional<Person> knownAs(String name) {
    return database
        .sql(SELECT + " where id = (select k.person from known_names k where k.name = :name)")
        .param("name", name)
        .query(PeopleTable::person)
        .optional();
  }

  /// Whether another lab gave the id.
  boolean isOfAnotherLab(PersonId id) {
    return database
            .sql("select count(*) from people where id = :id and of_another_lab")
            .param("id", id.value())
            .query(Integer.class)
            .single()
        > 0;
  }

  /// Who owns the lab; empty until it is noted.
  Optional<PersonId> owner() {
    return owner("");
  }

  /// The same, which no other process notes until the transaction ends.
  Optional<PersonId> ownerHeld() {
    return owner(" for update");
  }

  private Optional<PersonId> owner(String held) {
    return database.sql("select person from lab_owner" + held).query(String.class).list().stream()
        .filter(Objects::nonNull)
        .map(PersonId::new)
        .findFirst();
  }

  void noteOwner(PersonId person) {
    database.sql("update lab_owner set person = :id").param("id", person.value()).update();
  }

  /// @param ofAnotherLab whether that gave the id
  void insert(Person person, boolean ofAnotherLab) {
    database
        .sql(
            """
            insert into people (id, name, role, may_sign_in, known_since, of_another_lab)
            values (:id, :name, :role, :may, :now, :elsewhere)
            """)
        .param("elsewhere", ofAnotherLab)
        .param("id", person.id().value())
        .param("name", person.name())
        .param("role", person.role().word())
        .param("may", person.maySignIn())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  void update(Person person) {
    database
        .sql("update people set name = :name, role = :role, may_sign_in = :may where id = :id")
        .param("id", person.id().value())
        .param("name", person.name())
        .param("role", person.role().word())
        .param("may", person.maySignIn())
        .update();
  }

  /// Notes that a name alone means this person.
  ///
  /// @throws org.springframework.dao.DuplicateKeyException if it means another already
  void mean(String name, PersonId person) {
    database
        .sql("insert into known_names (name, person) values (:name, :person)")
        .param("name", name)
        .param("person", person.value())
        .update();
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    return new Person(
        new PersonId(row.getString("id")),
        row.getString("name"),
        Role.of(row.getString("role")),
        row.getBoolean("may_sign_in"));
  }
}
