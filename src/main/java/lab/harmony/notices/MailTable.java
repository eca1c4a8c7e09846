package lab.harmony.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What people chose about mails, in the database.
@Repository
class MailTable {

  private final JdbcClient database;

  MailTable(JdbcClient database) {
    this.database = database;
  }

  Optional<MailChoice> find(PersonId person) {
    return database
        .sql("select * from mail_choice where person = :person")
        .param("person", person.value())
        .query((row, _) -> choice(row))
        .optional();
  }

  /// What those chose who confirmed their addresses.
  Map<PersonId, MailChoice> confirmed() {
    record Chosen(PersonId person, MailChoice choice) {}
    return database
        .sql("select * from mail_choice where confirmed_at is not null")
        .query((row, _) -> new Chosen(new PersonId(row.getString("person")), choice(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Chosen::person, Chosen::choice));
  }

  private static MailChoice choice(ResultSet row) throws SQLException {
    return new MailChoice(
        new MailAddress(row.getString("address")),
        Arrays.stream(row.getString("kinds").split(","))
            .flatMap(code -> MailKind.of(code).stream())
            .collect(Collectors.toSet()),
        MailPace.of(row.getString("pace")),
        Optional.ofNullable(row.getObject("confirmed_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  /// They want this address, which is not known to be theirs; of what and how soon stays.
  void ask(PersonId person, MailAddress address) {
    int there =
        database
            .sql(
                """
                update mail_choice set address = :address, confirmed_at = null,
                  token_sha256 = null, token_until = null
                where person = :person
                """)
            .param("address", address.text())
            .param("person", person.value())
            .update();
    if (there == 0) {
      database
          .sql(
              """
              insert into mail_choice (person, address, kinds, pace)
              values (:person, :address, :kinds, :pace)
              """)
          .param("person", person.value())
          .param("address", address.text())
          .param("kinds", codes(MailKind.chosen()))
          .param("pace", MailPace.AT_ONCE.code())
          .update();
    }
  }

  private static String codes(Collection<MailKind> kinds) {
    return kinds.stream().map(MailKind::code).sorted().collect(Collectors.joining(","));
  }

  /// Nothing where they want another address by now.
  void secret(PersonId person, MailAddress address, String digest, Instant until) {
    database
        .sql(
            """
            update mail_choice set token_sha256 = :digest, token_until = :until
            where person = :person and address = :address and confirmed_at is null
            """)
        .param("address", address.text())
        .param("digest", digest)
        .param("until", utc(until))
        .param("person", person.value())
        .update();
  }

  boolean confirm(PersonId person, String digest, Instant now) {
    return database
            .sql(
                """
                update mail_choice set confirmed_at = :now, token_sha256 = null, token_until = null
                where person = :person and token_sha256 = :digest and token_until > :now
                """)
            .param("now", utc(now))
            .param("person", person.value())
            .param("digest", digest)
            .update()
        > 0;
  }

  void choose(PersonId person, Collection<MailKind> kinds, MailPace pace) {
    database
        .sql("update mail_choice set kinds = :kinds, pace = :pace where person = :person")
        .param("kinds", codes(kinds))
        .param("pace", pace.code())
        .param("person", person.value())
        .update();
  }

  boolean remove(PersonId person) {
    return database
            .sql("delete from mail_choice where person = :person")
            .param("person", person.value())
            .update()
        > 0;
  }

  /// Until when it was looked for what to mail; empty before the first time.
  Optional<Instant> lookedTo() {
    return database
        .sql("select looked_to from mail_mark")
        .query((row, _) -> row.getObject("looked_to", OffsetDateTime.class).toInstant())
        .optional();
  }

  void lookedTo(Instant time) {
    database
        .sql("merge into mail_mark (only_one, looked_to) key (only_one) values (1, :time)")
        .param("time", utc(time))
        .update();
  }

  /// No mail server is set: what happens until one is again is not mailed.
  void close() {
    database.sql("delete from mail_mark").update();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
