package lab.harmony.reports.readers;

import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.shelf.FrozenFile;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The share links of reports: made, ended, and resolved to the page they stand for.
@Service
public class ShareLinks {

  /// For how long a link can be made.
  public static final List<Duration> LIFETIMES =
      List.of(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

  private static final String COLUMNS =
      "id, report, %s, created_at, expires_at, %s, revoked_at"
          .formatted(
              NamedPerson.columns("share_link.created_by", "created_by"),
              NamedPerson.columns("share_link.revoked_by", "revoked_by"));

  private final JdbcClient database;
  private final Rights rights;
  private final Audiences audiences;
  private final ReportReaders readers;
  private final People people;
  private final AuditTrail audit;
  private final Clock clock;

  public ShareLinks(
      JdbcClient database,
      Audiences audiences,
      ReportReaders readers,
      People people,
      AuditTrail audit,
      Clock clock,
      Rights rights) {
    this.rights = rights;
    this.database = database;
    this.audiences = audiences;
    this.readers = readers;
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  /// A new link, and the only time its token is known.
  public record Created(ShareLink link, ShareToken token) {}

  /// Makes a link to the page of a report as it was published.
  ///
  /// @throws ReportRefusal if there can be none
  public Created create(PublishedReport report, Duration lifetime, Actor by) {
    rights.require(by, Right.SHARE);
    if (!LIFETIMES.contains(lifetime)) {
      throw new IllegalArgumentException(
          "a share link lives 1, 7 or 30 days, got %s".formatted(lifetime));
    }
    readers.require(by, report.name());
    requirePage(report);
    var token = ShareToken.random();
    var now = clock.instant();
    var link =
        new ShareLink(
            UUID.randomUUID(),
            report.name(),
            people.get(by.person()).named(),
            now,
            now.plus(lifetime),
            Optional.empty());
    return audit.together(() -> {
      requireOpen(report);
      keep(link, token, report.pageSha256());
      audit.record(
          AuditEvent.of(AuditKind.SHARE_LINK_MADE, by, subject(link.id()))
              .with("report", report.name().value())
              .with("days", lifetime.toDays()));
      return new Created(link, token);
    });
  }

  /// A link opens the published page and no other, so one to a page that was changed would open
  /// nothing.
  private static void requirePage(PublishedReport report) {
    try {
      FrozenFile.of(report, FrozenFile.PAGE);
    } catch (IllegalArgumentException | UncheckedIOException problem) {
      throw new ReportRefusal("There is no link: %s.".formatted(problem.getMessage()));
    }
  }

  private void requireOpen(PublishedReport report) {
    if (audiences.of(report.version().line()) instanceof Audience.Named) {
      throw new ReportRefusal(
          "There is no link: the report is for named people, who sign in. Whoever published it or"
              + " an owner of the lab can say that it is for whoever has a link.");
    }
  }

  private void keep(ShareLink link, ShareToken token, String pageSha256) {
    database
        .sql(
            """
            insert into share_link
              (id, token_sha256, report, page_sha256, created_by, created_at, expires_at)
            values (:id, :token, :report, :page, :person, :created, :expires)
            """)
        .param("id", link.id().toString())
        .param("token", token.digest())
        .param("report", link.report().value())
        .param("page", pageSha256)
        .param("person", link.createdBy().id().value())
        .param("created", at(link.createdAt()))
        .param("expires", at(link.expiresAt()))
        .update();
  }

  /// Ends a link; it stays in the record. A link that was ended already stays as it is.
  public void revoke(UUID id, Actor by) {
    rights.require(by, Right.SHARE);
    audit.together(() -> {
      int ended =
          database
              .sql(
                  """
                  update share_link set revoked_by = :person, revoked_at = :now
                  where id = :id and revoked_at is null
                  """)
              .param("person", by.person().value())
              .param("now", at(clock.instant()))
              .param("id", id.toString())
              .update();
      if (ended > 0) {
        audit.record(AuditEvent.of(AuditKind.SHARE_LINK_REVOKED, by, subject(id)));
      }
      return ended;
    });
  }

  /// By its id, which opens nothing; never by its token.
  private static AuditSubject subject(UUID link) {
    return new AuditSubject(AuditSubject.Kind.SHARE_LINK, link.toString());
  }

  /// All links of a report, the newest first, ended ones included.
  public List<ShareLink> of(ReportName report) {
    return database
        .sql(
            "select %s from share_link where report = :report order by created_at desc, id"
                .formatted(COLUMNS))
        .param("report", report.value())
        .query(ShareLinks::link)
        .list();
  }

  /// The links that can be used now.
  public List<ShareLink> open() {
    return database
        .sql(
            """
            select %s from share_link
            where revoked_at is null and expires_at > :now
            order by created_at desc, id
            """
                .formatted(COLUMNS))
        .param("now", at(clock.instant()))
        .query(ShareLinks::link)
        .list();
  }

  /// The report a token opens, and the digest its page had when it was shared.
  public record Opened(ReportName report, String pageSha256) {}

  /// What a token opens now; unknown, ended and expired tokens are alike.
  public Optional<Opened> find(ShareToken token) {
    return database
        .sql(
            """
            select report, page_sha256 from share_link
            where token_sha256 = :token and revoked_at is null and expires_at > :now
            """)
        .param("token", token.digest())
        .param("now", at(clock.instant()))
        .query((row, _) -> new Opened(new ReportName(row.getString(1)), row.getString(2)))
        .optional();
  }

  private static ShareLink link(ResultSet row, int number) throws SQLException {
    var revoked = row.getObject("revoked_at", OffsetDateTime.class);
    return new ShareLink(
        UUID.fromString(row.getString("id")),
        new ReportName(row.getString("report")),
        NamedPerson.read(row, "created_by").orElseThrow(),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        revoked == null
            ? Optional.empty()
            : Optional.of(
                new ShareLink.Revocation(
                    NamedPerson.read(row, "revoked_by").orElseThrow(), revoked.toInstant())));
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
