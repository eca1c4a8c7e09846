package lab.harmony.blind;

import java.time.Instant;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Raters of sessions that are gone since the lab went back to a backup of before them, and who has
/// no seat any more in one that goes on. A later restore may bring such a session back, and
/// somebody without a seat may be asked where raters disagree: then it has to be known who could
/// see its arms meanwhile.
@Repository
class GoneRaters {

  private final JdbcClient database;

  GoneRaters(JdbcClient database) {
    this.database = database;
  }

  /// Whether somebody who has no seat in a session could see its arms before the lab went back.
  boolean couldSeeArms(BlindSession session, PersonId person) {
    return database
        .sql(
            "select exists (select 1 from blind_gone_rater where session = :session and commitment ="
                + " :commitment and person = :person and not_blind_since is not null)")
        .param("session", session.id().value())
        .param("commitment", session.commitment())
        .param("person", person.value())
        .query(Boolean.class)
        .single();
  }

  /// Notes that somebody can open now what tells arms, of all of these that nobody closed.
  void seesArms(PersonId rater, Instant now) {
    database
        .sql(
            """
            update blind_gone_rater set not_blind_since = :at
            where person = :rater and not_blind_since is null and not exists (
              select 1 from blind_closing c
              where c.session = blind_gone_rater.session and c.commitment = blind_gone_rater.commitment)
            """)
        .param("at", BlindStore.utc(now))
        .param("rater", rater.value())
        .update();
  }
}
