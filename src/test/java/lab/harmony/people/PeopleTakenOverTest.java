package lab.harmony.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database of the version before, which kept names, and what becomes of them.
@Tag("unit")
class PeopleTakenOverTest {

  private static final String BEFORE = "532";

  private final JdbcDataSource source = new JdbcDataSource();
  private JdbcClient database;

  @BeforeEach
  void aDatabaseOfBefore() {
    source.setURL("jdbc:h2:mem:taken-over-%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    MigratedDatabase.migrate(source, BEFORE);
    database = JdbcClient.create(source);
    job("r-1", "Ada");
    job("r-2", "Ben");
    job("t-1", "");
    for (int face = 0; face < 7; face++) {
      score(face, face < 4 ? "Ada" : "grace", "Ada");
    }
    score(0, "grace", "Ben");
    score(0, "Ada ", "Ada");
    database
        .sql(
            """
            insert into notebook_draft (experiment, cell, person, text, kept_at)
            values ('baseline', 'a', 'Emmy', 'words', current_timestamp)
            """)
        .update();
    share("one", "Ben", "null");
    share("two", "Ada", "'Mary'");
  }

  private void job(String id, String by) {
    database
        .sql(
            """
            insert into jobs (id, kind, format, payload, submitted_by, submitted_at, state,
                cancel_requested, claim, tries, fraction, revision, changed_at)
            values (:id, 'run', 1, '{}', :by, current_timestamp, 'finished',
                false, 0, 0, 1, 1, current_timestamp)
            """)
        .param("id", id)
        .param("by", by)
        .update();
  }

  private void score(int face, String by, String recordedBy) {
    database
        .sql(
            """
            insert into scores (experiment, file_name, archetype, emotion, withdrawn, points,
              intended_conflict, note, scored_by, scored_at, recorded_by, recorded_at)
            values ('baseline', :file, 'soft', 'sad', false, 2, false, '', :by,
              current_timestamp, :recorded, current_timestamp)
            """)
        .param("file", face + ".png")
        .param("by", by)
        .param("recorded", recordedBy)
        .update();
  }

  private void share(String id, String by, String revokedBy) {
    database
        .sql(
            """
            insert into share_link (id, token_sha256, report, page_sha256, created_by, created_at,
              expires_at, revoked_by)
            values (:id, :id, 'r', 'p', :by, current_timestamp, current_timestamp, %s)
            """
                .formatted(revokedBy))
        .param("id", id)
        .param("by", by)
        .update();
  }

  /// How many rows each person has, by name.
  private Map<String, Long> counted(String select) {
    var counted = new TreeMap<String, Long>();
    database
        .sql("select name, count(*) as counted from (%s) group by name".formatted(select))
        .query(row -> {
          counted.put(row.getString("name"), row.getLong("counted"));
        });
    return counted;
  }

  private static String named(String table, String column) {
    return "select p.name from %s t join people p on p.id = t.%s".formatted(table, column);
  }

  @Test
  void everybodyKeepsWhatTheyDid() {
    var scored = counted("select scored_by as name from scores");
    var recorded = counted("select recorded_by as name from scores");
    var shared = counted("select created_by as name from share_link");
    MigratedDatabase.migrate(source, "latest");

    assertThat(scored).isEqualTo(Map.of("Ada", 4L, "grace", 4L, "Ada ", 1L));
    assertThat(counted("select scored_by as name from scores").values())
        .as("rows of one person each")
        .containsExactlyInAnyOrderElementsOf(scored.values());
    assertThat(counted(named("scores", "scored_by"))).isEqualTo(Map.of("Ada", 5L, "grace", 4L));
    assertThat(counted(named("scores", "recorded_by"))).isEqualTo(recorded);
    assertThat(counted(named("jobs", "submitted_by"))).isEqualTo(Map.of("Ada", 1L, "Ben", 1L));
    assertThat(counted("select id as name from jobs where submitted_by is null"))
        .isEqualTo(Map.of("t-1", 1L));
    assertThat(counted(named("notebook_draft", "person"))).isEqualTo(Map.of("Emmy", 1L));
    assertThat(counted(named("share_link", "created_by"))).isEqualTo(shared);
    assertThat(counted(named("share_link", "revoked_by"))).isEqualTo(Map.of("Mary", 1L));
  }

  @Test
  void everyNameIsOnePersonWhoCannotSignInAndTheLocalOneTheFirstOwner() {
    MigratedDatabase.migrate(source, "latest");
    var people = Somebody.in(source);
    assertThat(people.all())
        .extracting(Person::name)
        .containsExactlyInAnyOrder("Ada", "Ada", "Ben", "grace", "Emmy", "Mary");
    assertThat(people.all()).noneMatch(Person::maySignIn);

    var owner = people.local();
    assertThat(owner.name()).isEqualTo("Ada");
    assertThat(people.all()).hasSize(6).filteredOn(Person::maySignIn).containsExactly(owner);
    assertThat(
            database
                .sql("select count(*) from scores where scored_by = :id")
                .param("id", owner.id().value())
                .query(Long.class)
                .single())
        .isEqualTo(4);
  }

  @Test
  void aStartThatWasEndedInTheMiddleIsMadeGoodByTheNext() {
    MigratedDatabase.migrate(source, "540");
    // So far it came: one of two columns has its ids.
    database
        .sql(
            """
            insert into people values ('0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40', 'Ada', 'reviewer', false, current_timestamp)
            """)
        .update();
    database
        .sql("insert into known_names values ('Ada', '0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40')")
        .update();
    database
        .sql(
            """
            update scores set scored_by = '0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40' where scored_by = 'Ada'
            """)
        .update();
    MigratedDatabase.migrate(source, "560");
    assertThat(counted(named("scores", "scored_by")))
        .isEqualTo(Map.of("Ada", 4L, "grace", 4L, "Ada ", 1L));
    assertThat(
            database
                .sql("select name from people group by name having count(*) > 1")
                .query(String.class)
                .list())
        .isEqualTo(List.of());
  }

  @Test
  void aNameOfBeforeIsFoundAsItIsTypedNow() {
    job("r-3", " Zoe\u0308\u200b ");
    job("r-4", "\u202e");
    job("r-5", "\u202eLinus");
    MigratedDatabase.migrate(source, "latest");
    var people = Somebody.in(source);
    var before = people.all().size();
    assertThat(people.named("Zoë").name()).isEqualTo("Zoë");
    assertThat(people.named("Linus").name()).isEqualTo("Linus");
    assertThat(people.all()).hasSize(before).extracting(Person::name).contains("unknown");
    assertThat(counted(named("jobs", "submitted_by"))).containsEntry("Zoë", 1L);
  }
}
