package lab.harmony.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import lab.harmony.accounts.Confirmed;
import lab.harmony.accounts.SignInRenewed;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("unit")
class AccessTokensTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final JdbcDataSource source = MigratedDatabase.inMemory();
  private Instant now = NOW;
  private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
  private People people = Somebody.inMemory();
  private Rights rights = new Rights(people);
  private AuditTrail trail = AuditTrail.over(source, clock);
  private AccessTokens tokens = over(clock);
  private Actor ada = Somebody.called("Ada");

  @BeforeEach
  void aLab() {
    people = Somebody.in(source);
    rights = new Rights(people);
    trail = AuditTrail.over(source, moving());
    tokens = over(moving());
    ada = Actor.of(people.add("Ada", Role.RESEARCHER));
  }

  private Optional<HttpSession> here() {
    return Optional.of(Confirmed.session(ada.person(), now));
  }

  /// The clock of the test.
  private Clock moving() {
    return ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  }

  private AccessTokens over(Clock by) {
    return new AccessTokens(
        new AccessTokenTable(JdbcClient.create(source)),
        people,
        rights,
        new RecentProof(moving()),
        trail,
        by);
  }

  @Test
  void aPageThatWasLeftOpenMakesNone() {
    var here = here();
    now = now.plus(RecentProof.HOLDS);
    assertThatThrownBy(() -> tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, here))
        .isInstanceOf(ProofNeeded.class)
        .hasMessageContaining("Show first that it is you");
    assertThatThrownBy(() -> tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, Optional.empty()))
        .isInstanceOf(ProofNeeded.class);
    var ofSomebodyElse = Confirmed.session(people.localId(), now);
    assertThatThrownBy(
            () -> tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, Optional.of(ofSomebodyElse)))
        .isInstanceOf(ProofNeeded.class);
    assertThat(tokens.of(ada.person())).isEmpty();
  }

  @Test
  void aTokenIsShownOnceAndKeptAsADigest() {
    var made = tokens.make(" ci ", Set.of(Right.LOOK, Right.COMPUTE), MONTH, ada, here());
    assertThat(made.secret()).startsWith("hlab_").hasSizeGreaterThan(45);
    assertThat(made.toString()).doesNotContain(made.secret());
    assertThat(tokens.of(ada.person())).containsExactly(made.token());
    assertThat(made.token().name()).isEqualTo("ci");
    var kept =
        JdbcClient.create(source).sql("select * from access_token").query().listOfRows().toString();
    assertThat(kept).doesNotContain(made.secret()).doesNotContain(made.secret().substring(5));
    assertThat(tokens.use(made.secret()).orElseThrow().rights())
        .containsExactlyInAnyOrder(Right.LOOK, Right.COMPUTE);
  }

  @Test
  void noneIsLeftWhereTheWayToSignInIsChosenAnewOrSomebodyIsShutOut() {
    var before = tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, here());
    tokens.renewed(new SignInRenewed(ada.person()));
    assertThat(tokens.use(before.secret())).isEmpty();
    assertThat(tokens.of(ada.person())).isEmpty();

    var after = tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, here());
    tokens.changed(new PersonChanged(ada.person()));
    assertThat(tokens.use(after.secret())).as("called otherwise").isPresent();
    var owner = Actor.of(people.local());
    var roles = new Roles(people, rights);
    roles.leaveOut(ada.person(), owner);
    tokens.changed(new PersonChanged(ada.person()));
    roles.letIn(ada.person(), Role.RESEARCHER, owner);
    assertThat(tokens.use(after.secret())).as("let in again").isEmpty();
  }

  @Test
  void whenItWasLastUsedIsNotedToTheMinute() {
    var made = tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, here());
    tokens.use(made.secret());
    now = NOW.plusSeconds(30);
    tokens.use(made.secret());
    assertThat(tokens.of(ada.person()).getFirst().lastUsedAt()).contains(NOW);
    now = NOW.plusSeconds(61);
    tokens.use(made.secret());
    assertThat(tokens.of(ada.person()).getFirst().lastUsedAt()).contains(now);
  }

  @Test
  void whatIsExpiredRevokedOrOfNobodyIsWorthNothing() {
    var first = tokens.make("first", Set.of(Right.LOOK), Duration.ofDays(7), ada, here());
    var second = tokens.make("second", Set.of(Right.LOOK), MONTH, ada, here());
    assertThat(tokens.use("hlab_nothing")).isEmpty();
    assertThat(tokens.use(first.secret().substring(5))).isEmpty();
    now = NOW.plus(Duration.ofDays(7));
    assertThat(tokens.use(first.secret())).isEmpty();
    assertThat(tokens.of(ada.person())).extracting(AccessToken::name).containsExactly("second");
    tokens.revoke(second.token().id(), ada);
    assertThat(tokens.use(second.secret())).isEmpty();
    assertThat(tokens.of(ada.person())).isEmpty();
  }

  @Test
  void nobodyMakesOneWithMoreThanTheyHave() {
    assertThatThrownBy(
            () -> tokens.make("x", Set.of(Right.LOOK, Right.MANAGE_PEOPLE), MONTH, ada, here()))
        .isInstanceOf(NotAllowed.class);
    assertThat(tokens.of(ada.person())).isEmpty();
  }

  @Test
  void itsRightsEndWhereItWasMadeForLess() {
    var allowed =
        Rights.within(
            Set.of(Right.LOOK),
            () -> rights.may(ada, Right.LOOK) && !rights.may(ada, Right.EXPORT));
    assertThat(allowed).isTrue();
    assertThat(rights.may(ada, Right.EXPORT)).isTrue();
    assertThatThrownBy(() ->
            Rights.within(
                Set.of(Right.LOOK),
                () -> {
                  rights.require(ada, Right.EXPORT);
                  return "";
                }))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("yours was made without it");
  }

  @Test
  void aTokenNeverHasMoreThanItsPersonHasNow() {
    var reader = Actor.of(people.add("Grace", Role.READER));
    Rights.within(
        Set.of(Right.values()),
        () -> {
          assertThat(rights.may(reader, Right.LOOK)).isFalse();
          return "";
        });
  }

  @Test
  void othersRevokeOnlyIfTheyManagePeople() {
    var made = tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, here());
    var bob = Actor.of(people.add("Bob", Role.RESEARCHER));
    assertThatThrownBy(() -> tokens.revoke(made.token().id(), bob)).isInstanceOf(NotAllowed.class);
    assertThat(tokens.use(made.secret())).isPresent();
    tokens.revoke(made.token().id(), Actor.of(people.add("Own", Role.OWNER)));
    assertThat(tokens.use(made.secret())).isEmpty();
  }

  @Test
  void makingAndRevokingStandInTheAuditTrailWithoutTheSecret() {
    var made = tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, here());
    tokens.revoke(made.token().id(), ada);
    tokens.revoke(made.token().id(), ada);
    var entries = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10);
    assertThat(entries)
        .extracting(AuditEntry::kind)
        .containsExactly(AuditKind.TOKEN_REVOKED.code(), AuditKind.TOKEN_MADE.code());
    assertThat(entries.toString()).doesNotContain(made.secret()).contains("ci");
  }

  @Test
  void thoseOfABackupAreWorthNothing() {
    var made = tokens.make("ci", Set.of(Right.LOOK), MONTH, ada, here());
    now = NOW.plusSeconds(60);
    trail.record(
        AuditEvent.of(AuditKind.LAB_RESTORED, AuditActor.named("Ada"), AuditSubject.lab()));
    assertThat(tokens.use(made.secret())).isEmpty();
    assertThat(tokens.of(ada.person())).isEmpty();
    now = NOW.plusSeconds(120);
    var next = tokens.make("next", Set.of(Right.LOOK), MONTH, ada, here());
    assertThat(tokens.use(next.secret())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines"})
  void aNameIsOneLine(String name) {
    assertThatThrownBy(() -> tokens.make(name, Set.of(Right.LOOK), MONTH, ada, here()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a name of 1 to 100 letters");
  }

  @Test
  void rightsAndLifeAreAskedInWords() {
    assertThatThrownBy(() -> tokens.make("x", Set.of(), MONTH, ada, here()))
        .hasMessageContaining("at least one right");
    assertThatThrownBy(
            () -> tokens.make("x", Set.of(Right.LOOK), Duration.ofDays(9999), ada, here()))
        .hasMessageContaining("got 9999");
  }
}
