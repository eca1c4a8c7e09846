package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import lab.harmony.blind.session.ArmDrawn;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A lab with sessions of before, whose arms were an experiment and a model, has the same arms
/// afterwards, and seals the same from their raters.
@Tag("unit")
class ArmsMigrationTest {

  private static final PersonId RATER = PersonId.random();

  @Test
  void armsOfAnExperimentAndAModelHaveAnAddressAndTheirName() {
    var source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:arms-of-before;DB_CLOSE_DELAY=-1");
    MigratedDatabase.migrate(source, "750");
    var database = JdbcClient.create(source);
    session(database, "bk3f9q2ab", "doodle-base + 50%, a=b");
    session(database, "bk3f9q2ac", "doodle-base + 50%, a=b");
    session(database, "bk3f9q2ad", "another");
    MigratedDatabase.migrate(source, "880");

    var store = new BlindStore(database);
    var id = new SessionId("bk3f9q2ab");
    assertThat(store.find(id).orElseThrow().arms())
        .containsExactly(new BlindArm("first", "doodle-base + 50%, a=b"));
    assertThat(new FrozenStore(database).sealed(id).arms())
        .isEqualTo(Set.of(new ArmDrawn("first", "doodle-base + 50%, a=b")));
    assertThat(store.openBeside(id, RATER)).containsExactly("Before bk3f9q2ac");
    assertThat(new FrozenStore(database).units(id).getFirst().asked())
        .isEqualTo(new Unit.Asked("soft", "sad", 7, 42));
  }

  private static void session(JdbcClient database, String id, String model) {
    database
        .sql(
            """
            insert into blind_session (id, title, form, ratings, width, height, commitment, nonce, mapping, opened_by, opened_at)
              values (:id, 'Before ' || :id, 'pairs', 1, 8, 8, 'c', 'n', 'm', :by, current_timestamp)
            """)
        .param("id", id)
        .param("by", RATER.value())
        .update();
    database
        .sql("insert into blind_rater (session, person, number) values (:id, :rater, 0)")
        .param("id", id)
        .param("rater", RATER.value())
        .update();
    database
        .sql(
            "insert into blind_arm (session, number, experiment, model) values (:id, 0, 'first',"
                + " :model)")
        .param("id", id)
        .param("model", model)
        .update();
    database
        .sql(
            "insert into blind_unit (session, number, archetype, emotion, cfg_scale, seed) values"
                + " (:id, 0, 'soft', 'sad', 7, 42)")
        .param("id", id)
        .update();
    database
        .sql(
            "insert into blind_picture (session, unit, side, arm, run, image_index, sha256) values"
                + " (:id, 0, 0, 0, 'r261120-200000-' || :id, 0, 'digest ' || :id)")
        .param("id", id)
        .update();
  }
}
