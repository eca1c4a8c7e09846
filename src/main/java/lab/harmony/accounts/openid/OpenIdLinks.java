package lab.harmony.accounts.openid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.harmony.people.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which accounts at providers sign in whom.
@Repository
public class OpenIdLinks {
  private static final Logger log = LoggerFactory.getLogger(OpenIdLinks.class);

  private final JdbcClient database;
  private final Clock clock;

  public OpenIdLinks(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// An account signs in one person, and is linked already.
  public static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Taken(Throwable cause) {
      super("This account signs somebody in already, you or somebody else.", cause);
    }
  }

  /// Whom an account signs in.
  public Optional<PersonId> find(Identity identity) {
    return database
        .sql("select person from openid_link where issuer = :issuer and subject = :subject")
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .query(String.class)
        .optional()
        .map(PersonId::new);
  }

  /// Whom an account signs in or did last; empty for one that never signed anybody in.
  public Optional<PersonId> once(Identity identity) {
    return database
        .sql("select person from known_account where issuer = :issuer and subject = :subject")
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .query(String.class)
        .optional()
        .map(PersonId::new);
  }

  /// It signs this person in from now on, and stays known once it does not any more.
  ///
  /// @return the id of the link
  /// @throws Taken if it signs somebody in already
  public String add(PersonId person, Identity identity) {
    var id = UUID.randomUUID().toString();
    try {
      database
          .sql(
              """
              insert into openid_link (id, issuer, subject, person, label, linked_at)
              values (:id, :issuer, :subject, :person, :label, :now)
              """)
          .param("id", id)
          .param("issuer", identity.issuer())
          .param("subject", identity.subject())
          .param("person", person.value())
          .param("label", identity.label())
          .param("now", now())
          .update();
    } catch (DuplicateKeyException e) {
      throw new Taken(e);
    }
    database
        .sql(
            """
            merge into known_account (issuer, subject, person) key (issuer, subject)
            values (:issuer, :subject, :person)
            """)
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .param("person", person.value())
        .update();
    return id;
  }

  /// It has signed its person in now. Where the disk takes no note of it, it has all the same.
  public void used(Identity identity) {
    try {
      database
          .sql(
              """
              update openid_link set used_at = :now where issuer = :issuer and subject = :subject
              """)
          .param("issuer", identity.issuer())
          .param("subject", identity.subject())
          .param("now", now())
          .update();
    } catch (DataAccessException e) {
      log.warn("It is not noted that an account at a provider was used: {}", e.getMessage());
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /// Those of a person, the oldest first.
  public List<OpenIdLink> of(PersonId person) {
    return database
        .sql("select * from openid_link where person = :person order by linked_at, id")
        .param("person", person.value())
        .query(OpenIdLinks::link)
        .list();
  }

  private static OpenIdLink link(ResultSet row, int number) throws SQLException {
    return new OpenIdLink(
        row.getString("id"),
        row.getString("issuer"),
        row.getString("label"),
        instant(row, "linked_at").orElseThrow(),
        instant(row, "used_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /// How many each person has who has any.
  public Map<PersonId, Integer> counts() {
    return database
        .sql("select person, count(*) as links from openid_link group by person")
        .query((row, _) -> Map.entry(new PersonId(row.getString("person")), row.getInt("links")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// One of a person's accounts signs nobody in any more.
  ///
  /// @return what it was called; empty where they have none of this id
  public Optional<String> remove(PersonId person, String id) {
    var found = of(person).stream().filter(link -> link.id().equals(id)).findFirst();
    found.ifPresent(link ->
        database.sql("delete from openid_link where id = :id").param("id", link.id()).update());
    return found.map(OpenIdLink::label);
  }

  /// Of a person's accounts only these sign them in from now on.
  ///
  /// @param ids of those that stay
  /// @return what the others were called
  public List<String> removeAllBut(PersonId person, Set<String> ids) {
    return of(person).stream()
        .filter(link -> !ids.contains(link.id()))
        .flatMap(link -> remove(person, link.id()).stream())
        .toList();
  }
}
