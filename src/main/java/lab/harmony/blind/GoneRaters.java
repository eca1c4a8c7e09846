package lab.harmony.blind;

import java.time.Instant;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Raters of sessions that are gone since the lab went back to a backup of before them. A later
/// restore may bring such a session back, and then it has to be known who could see its arms
/// meanwhile.
@Repository
class GoneRaters {

  private final JdbcClient database;

  GoneRaters(JdbcClient database) {
    this.database = database;
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
