package lab.harmony.accounts.tokens;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of access tokens.
@Repository
class AccessTokenTable {

  private static final String SELECT =
      "select id, person, name, rights, made_at, expires_at, last_used_at from access_token where"
          + " revoked_at is null and ";

  private final JdbcClient database;

  AccessTokenTable(JdbcClient database) {
    this.database = database;
  }

  void insert(AccessToken token, String digest) {
    database
        .sql(
            """
            insert into access_token (id, person, name, digest, rights, made_at, expires_at)
            values (:id, :person, :name, :digest, :rights, :made, :expires)
            """)
        .param("id", token.id())
        .param("person", token.person().value())
        .param("name", token.name())
        .param("digest", digest)
        .param(
            "rights",
            token.rights().stream().map(Right::name).sorted().collect(Collectors.joining(" ")))
        .param("made", at(token.madeAt()))
        .param("expires", at(token.expiresAt()))
        .update();
  }

  /// Those of a person that were not revoked, newest first.
  List<AccessToken> of(PersonId person) {
    return database
        .sql(SELECT + "person = :person order by made_at desc, id")
        .param("person", person.value())
        .query(AccessTokenTable::token)
        .list();
  }

  Optional<AccessToken> find(String id) {
    return database
        .sql(SELECT + "id = :id")
        .param("id", id)
        .query(AccessTokenTable::token)
        .optional();
  }

  Optional<AccessToken> byDigest(String digest) {
    return database
        .sql(SELECT + "digest = :digest")
        .param("digest", digest)
        .query(AccessTokenTable::token)
        .optional();
  }

  void used(String id, Instant when) {
    database
        .sql("update access_token set last_used_at = :at where id = :id")
        .param("at", at(when))
        .param("id", id)
        .update();
  }

  /// @return false if somebody else did it before
  boolean revoke(String id, Instant when) {
    return database
            .sql("update access_token set revoked_at = :at where id = :id and revoked_at is null")
            .param("at", at(when))
            .param("id", id)
            .update()
        == 1;
  }

  /// All of a person.
  void revokeAll(PersonId person, Instant when) {
    database
        .sql(
            "update access_token set revoked_at = :at where person = :person and revoked_at is"
                + " null")
        .param("at", at(when))
        .param("person", person.value())
        .update();
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static AccessToken token(ResultSet row, int number) throws SQLException {
    return new AccessToken(
        row.getString("id"),
        new PersonId(row.getString("person")),
        row.getString("name"),
        rights(row.getString("rights")),
        row.getTimestamp("made_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("last_used_at")).map(Timestamp::toInstant));
  }

  /// A right that this version of the lab does not know is none.
  private static Set<Right> rights(String words) {
    var rights = EnumSet.noneOf(Right.class);
    var known = Arrays.asList(words.split(" "));
    for (var right : Right.values()) {
      if (known.contains(right.name())) {
        rights.add(right);
      }
    }
    return rights;
  }
}
