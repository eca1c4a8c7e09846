package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Of sessions of before, whose answers did not say by which link they came.
@Tag("unit")
class GuestLinksMigrationTest {

  private static final SessionId ID = new SessionId("bk3f9q2ab");
  private static final PersonId GUEST = PersonId.random();
  private static final PersonId RATER = PersonId.random();
  private static final OffsetDateTime USED =
      Instant.parse("2026-11-20T10:00:00Z").atOffset(ZoneOffset.UTC);

  @Test
  void answersSinceTheLinkThatIsKeptWasUsedCameByItAndNoOthers() {
    var source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:links-of-before;DB_CLOSE_DELAY=-1");
    MigratedDatabase.migrate(source, "800");
    var database = JdbcClient.create(source);
    session(database);
    rater(database, GUEST, 0, "Zoe");
    rater(database, RATER, 1, null);
    database
        .sql(
            """
            insert into blind_guest_link (session, person, link_sha256, browser_sha256, made_by, until_at, used_at)
              values (:id, :guest, 'l', 'b', :rater, :until, :used)
            """)
        .param("id", ID.value())
        .param("guest", GUEST.value())
        .param("rater", RATER.value())
        .param("until", USED.plusDays(14))
        .param("used", USED)
        .update();
    answer(database, GUEST, 0, USED.minusHours(1));
    answer(database, GUEST, 1, USED.plusHours(1));
    answer(database, RATER, 0, USED.plusHours(1));
    MigratedDatabase.migrate(source, "880");

    var guests = new GuestStore(database);
    assertThat(guests.ways(ID).get(GUEST))
        .singleElement()
        .satisfies(way -> assertThat(way.answers()).isOne());
    assertThat(guests.takeOut(ID, GUEST, 1, RATER, "Not hers.", Instant.now())).isTrue();
    assertThat(new AnswerStore(database).all(ID))
        .extracting(GivenAnswer::takenOut)
        .containsExactly(false, true, false);
    assertThat(new BlindStore(database).find(ID).orElseThrow().raters())
        .extracting(BlindSession.Rater::answered)
        .containsExactly(1, 1);
  }

  private static void session(JdbcClient database) {
    database
        .sql(
            """
            insert into blind_session (id, title, form, ratings, width, height, commitment, nonce, mapping, opened_by, opened_at)
              values (:id, 'Before', 'pairs', 1, 8, 8, 'c', 'n', 'm', :by, current_timestamp)
            """)
        .param("id", ID.value())
        .param("by", RATER.value())
        .update();
    for (int unit = 0; unit < 2; unit++) {
      database
          .sql(
              "insert into blind_unit (session, number, archetype, emotion, cfg_scale, seed) values"
                  + " (:id, :unit, 'soft', 'sad', 7, 42)")
          .param("id", ID.value())
          .param("unit", unit)
          .update();
    }
  }

  private static void rater(
      JdbcClient database, PersonId person, int number, @Nullable String guest) {
    database
        .sql(
            "insert into blind_rater (session, person, number, guest) values (:id, :person,"
                + " :number, :guest)")
        .param("id", ID.value())
        .param("person", person.value())
        .param("number", number)
        .param("guest", guest)
        .update();
    for (int position = 0; position < 2; position++) {
      database
          .sql(
              "insert into blind_showing (session, rater, position, unit, again) values (:id,"
                  + " :person, :position, :position, false)")
          .param("id", ID.value())
          .param("person", person.value())
          .param("position", position)
          .update();
    }
  }

  private static void answer(JdbcClient database, PersonId rater, int position, OffsetDateTime at) {
    database
        .sql(
            """
            insert into blind_answer (session, rater, position, sending, overtaken, withdrawn, cannot_tell,
              intended_conflict, choice, milliseconds, answered_at)
            values (:id, :rater, :position, 'sent-' || :position, false, false, false, false, 'left', 900, :at)
            """)
        .param("id", ID.value())
        .param("rater", rater.value())
        .param("position", position)
        .param("at", at)
        .update();
  }
}
