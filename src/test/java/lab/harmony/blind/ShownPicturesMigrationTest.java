package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Showing;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A lab with sessions of before, whose showings had a left and a right picture, shows the same
/// afterwards.
@Tag("unit")
class ShownPicturesMigrationTest {

  private static final PersonId RATER = PersonId.random();

  @Test
  void whatLayLeftAndRightLiesThereUnderTheSameNameAndAnswersStay() {
    var source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:shown-pictures;DB_CLOSE_DELAY=-1");
    MigratedDatabase.migrate(source, "710");
    var database = JdbcClient.create(source);
    fill(database);
    MigratedDatabase.migrate(source, "821");

    var id = new SessionId("bk3f9q2ab");
    var showings = new FrozenStore(database).showings(id);
    assertThat(showings)
        .containsExactly(
            new Showing(
                RATER,
                0,
                0,
                false,
                List.of(new Showing.Shown(1, "left-0"), new Showing.Shown(0, "right-0"))),
            new Showing(
                RATER,
                1,
                0,
                true,
                List.of(new Showing.Shown(0, "left-1"), new Showing.Shown(1, "right-1"))),
            new Showing(RATER, 2, 1, false, List.of(new Showing.Shown(0, "left-2"))));
    assertThat(new AnswerStore(database).all(id))
        .singleElement()
        .satisfies(given ->
            assertThat(given.answer())
                .isEqualTo(BlindAnswer.ofPair(BlindAnswer.Choice.LEFT, false)));
  }

  private static void fill(JdbcClient database) {
    database
        .sql(
            """
            insert into blind_session (id, title, form, ratings, width, height, commitment, nonce, mapping, opened_by, opened_at)
              values ('bk3f9q2ab', 'Before', 'pairs', 1, 8, 8, 'c', 'n', 'm', 'somebody', current_timestamp)
            """)
        .update();
    database
        .sql("insert into blind_rater (session, person, number) values ('bk3f9q2ab', :rater, 0)")
        .param("rater", RATER.value())
        .update();
    showing(database, 0, 0, true, false, "right-0");
    showing(database, 1, 0, false, true, "right-1");
    showing(database, 2, 1, false, false, null);
    database
        .sql(
            """
            insert into blind_answer (session, rater, position, sending, overtaken, withdrawn, cannot_tell, intended_conflict,
              choice, milliseconds, answered_at)
              values ('bk3f9q2ab', :rater, 0, 'sent', false, false, false, false, 'left', 900, current_timestamp)
            """)
        .param("rater", RATER.value())
        .update();
  }

  private static void showing(
      JdbcClient database,
      int position,
      int unit,
      boolean swapped,
      boolean again,
      @org.jspecify.annotations.Nullable String right) {
    database
        .sql(
            """
            insert into blind_showing (session, rater, position, unit, swapped, again, left_name, right_name)
              values ('bk3f9q2ab', :rater, :position, :unit, :swapped, :again, :left, :right)
            """)
        .param("rater", RATER.value())
        .param("position", position)
        .param("unit", unit)
        .param("swapped", swapped)
        .param("again", again)
        .param("left", "left-" + position)
        .param("right", right)
        .update();
  }
}
