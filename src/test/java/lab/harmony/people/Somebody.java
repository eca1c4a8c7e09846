package lab.harmony.people;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.MigratedDatabase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// People for tests.
public final class Somebody {

  private Somebody() {}

  /// One and the same for the same name, whom no database has to know.
  public static NamedPerson named(String name) {
    return new NamedPerson(
        new PersonId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString()),
        name);
  }

  public static Actor called(String name) {
    return new Actor(named(name).id());
  }

  /// The lab, which goes on with what somebody began: no database has to know them.
  public static Actor goingOn(String name) {
    return called(name).goingOn();
  }

  /// One of a lab who may at least run, edit and publish, and is made where nobody there is called
  /// so.
  public static Actor of(People people, String name) {
    return researcher(people, name);
  }

  /// One of a lab who may at least run, edit and publish.
  public static Actor researcher(People people, String name) {
    return Actor.of(people.admit(people.named(name).id(), Role.RESEARCHER));
  }

  /// The people of a lab that has just begun.
  public static People inMemory() {
    var database = MigratedDatabase.inMemory();
    return in(database);
  }

  /// The people of a database that has all its tables.
  public static People in(DataSource database) {
    return in(database, _ -> {});
  }

  /// @param events is told what changes
  public static People in(DataSource database, ApplicationEventPublisher events) {
    return new People(
        new PeopleTable(JdbcClient.create(database), Clock.systemUTC()),
        HarmonySettings.read("--harmony.person=Ada"),
        new DataSourceTransactionManager(database),
        events,
        Optional.empty());
  }
}
