package lab.harmony.accounts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import lab.harmony.accounts.invitations.Invitation;
import lab.harmony.accounts.invitations.KeptWays;
import lab.harmony.accounts.passkeys.Passkey;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.AuditQuery;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;

@Tag("unit")
class InvitationsTest {

  private static final String TEAPOTS = "wobbly teapots sing";
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir Path folder;
  private SmallLab lab;
  private SmallLab.Browser browser;

  @BeforeEach
  void open() {
    lab = new SmallLab(folder);
    browser = lab.new Browser("10.0.0.1");
  }

  private Optional<Invitation> opened(String token) {
    return lab.joining.open(token, browser.asks("/join"));
  }

  private String join(Invitation invitation, String name) {
    return lab.joining.withPassword(
        invitation, name, TEAPOTS, KeptWays.NONE, browser.asks("/join"));
  }

  /// A session of theirs in which they have just shown who they are.
  private Optional<HttpSession> shown(Actor who) {
    return Optional.of(Confirmed.session(who.person(), lab.clock.instant()));
  }

  private Person called(String name) {
    return lab.people.meant(name).getFirst();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whoIsInvitedSaysTheirNameChoosesAPasswordAndIsIn(Role role) {
    var token = lab.invitations.invite("", role, WEEK, lab.owner(), shown(lab.owner()));
    var address = join(opened(token).orElseThrow(), "Grace Hopper");
    assertThat(browser.opens(address)).isEqualTo("/");
    var grace = called("Grace Hopper");
    assertThat(grace.role()).isEqualTo(role);
    assertThat(grace.maySignIn()).isTrue();
    assertThat(lab.sessions.of(grace.id(), Optional.empty())).hasSize(1);
    assertThat(opened(token)).as("it works once").isEmpty();
    assertThat(lab.written())
        .containsExactly("person-invited", "invitation-accepted", "signed-in", "sign-in-refused");
  }

  @Test
  void aLinkEndsAndIsRevokedAndIsNothingElse() {
    var short_ =
        lab.invitations.invite(
            "Ben", Role.READER, Duration.ofDays(1), lab.owner(), shown(lab.owner()));
    var revoked =
        lab.invitations.invite("Emmy", Role.READER, WEEK, lab.owner(), shown(lab.owner()));
    assertThat(lab.invitations.open())
        .extracting(Invitation::name)
        .containsExactly(Optional.of("Ben"), Optional.of("Emmy"));
    lab.invitations.revoke(opened(revoked).orElseThrow(), lab.owner());
    assertThat(opened(revoked)).isEmpty();
    lab.later(Duration.ofHours(23));
    assertThat(opened(short_)).isPresent();
    lab.later(Duration.ofHours(1));
    assertThat(opened(short_)).isEmpty();
    assertThat(opened("")).isEmpty();
    assertThat(opened("../../" + "x".repeat(40))).isEmpty();
    assertThat(lab.invitations.open()).isEmpty();
  }

  @Test
  void whatWasRevokedWhileSomebodyTypedLetsNobodyIn() {
    var token = lab.invitations.invite("", Role.READER, WEEK, lab.owner(), shown(lab.owner()));
    var invitation = opened(token).orElseThrow();
    lab.invitations.revoke(invitation, lab.owner());
    assertThatThrownBy(() -> join(invitation, "Grace"))
        .isInstanceOf(Joining.NotJoined.class)
        .hasMessageContaining("Ask for a new one");
    assertThat(lab.people.meant("Grace")).isEmpty();
  }

  @Test
  void ofSeveralWhoUseALinkAtOnceOneIsIn() throws Exception {
    var invitation =
        opened(lab.invitations.invite("", Role.READER, WEEK, lab.owner(), shown(lab.owner())))
            .orElseThrow();
    int in = 0;
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Callable<String>>();
      for (int at = 0; at < 4; at++) {
        var name = "Grace " + at;
        tries.add(() -> join(invitation, name));
      }
      for (var answer : pool.invokeAll(tries)) {
        try {
          answer.get();
          in++;
        } catch (ExecutionException refused) {
          assertThat(refused.getCause()).isInstanceOf(Joining.NotJoined.class);
        }
      }
    }
    assertThat(in).isEqualTo(1);
    assertThat(lab.people.all()).hasSize(2);
  }

  @Test
  void aNameOrPasswordThatCannotBeLeavesTheLinkAsItWas() {
    var token = lab.invitations.invite("", Role.READER, WEEK, lab.owner(), shown(lab.owner()));
    var invitation = opened(token).orElseThrow();
    assertThatThrownBy(() -> join(invitation, "\u200b")).hasMessageContaining("1 to 200");
    assertThatThrownBy(() -> join(invitation, "Wobbly Teapots")).hasMessageContaining("name");
    assertThatThrownBy(() ->
            lab.joining.withPassword(
                invitation, "Grace", "short", KeptWays.NONE, browser.asks("/join")))
        .hasMessageContaining("12 characters");
    assertThat(opened(token)).isPresent();
    assertThat(lab.people.all()).hasSize(1);
  }

  @Test
  void whereItCannotBeWrittenDownNobodyIsInAndTheLinkHolds() {
    var token = lab.invitations.invite("", Role.READER, WEEK, lab.owner(), shown(lab.owner()));
    var invitation = opened(token).orElseThrow();
    JdbcClient.create(lab.source)
        .sql("alter table audit_entry add constraint full_up check (number < 2)")
        .update();
    assertThatThrownBy(() -> join(invitation, "Grace")).hasMessageContaining("was not done");
    assertThat(lab.people.meant("Grace")).isEmpty();
    assertThatThrownBy(
            () -> lab.invitations.invite("", Role.READER, WEEK, lab.owner(), shown(lab.owner())))
        .hasMessageContaining("was not done");
    assertThat(lab.invitations.open()).hasSize(1);
    assertThat(opened(token)).isPresent();
  }

  @Test
  void aNewWayToSignInIsChosenOnceAndEndsWhereTheyAreSignedIn() {
    var grace = lab.withPassword("Grace", Role.RESEARCHER, "seven kettles whistle");
    var old = lab.new Browser("10.0.0.2");
    var in =
        (PasswordSignIn.Answer.In)
            lab.passwordSignIn.attempt("Grace", "seven kettles whistle", old.asks("/sign-in"));
    old.opens(in.address());
    var token = lab.invitations.renew(grace.id(), WEEK, lab.owner(), shown(lab.owner()));
    assertThat(old.isIn()).as("nothing changes before").isTrue();
    browser.opens(join(opened(token).orElseThrow(), "Somebody else"));
    assertThat(old.isIn()).isFalse();
    assertThat(browser.isIn()).isTrue();
    assertThat(lab.people.get(grace.id())).isEqualTo(grace);
    assertThat(lab.passwords.fits(grace, TEAPOTS)).isTrue();
    assertThat(lab.passwords.fits(grace, "seven kettles whistle")).isFalse();
    assertThat(opened(token)).isEmpty();
    assertThat(lab.written()).contains("sign-in-renewed");
    assertThat(lab.published).containsOnlyOnce(new SignInRenewed(grace.id()));
  }

  @Test
  void whoChoosesAPasswordByALinkLosesTheWaysOfBeforeUnlessTheyKeepThem() {
    for (var kept : List.of(false, true)) {
      var grace = lab.withPassword("Grace " + kept, Role.RESEARCHER, "seven kettles whistle");
      oldPasskey(grace, "lost laptop " + kept);
      var token = lab.invitations.renew(grace.id(), WEEK, lab.owner(), shown(lab.owner()));
      var invitation = opened(token).orElseThrow();
      assertThat(lab.joining.ways(invitation).password()).isTrue();
      assertThat(lab.joining.ways(invitation).passkeys())
          .extracting(Passkey::label)
          .containsExactly("lost laptop " + kept);
      var keys = lab.joining.ways(invitation).passkeys().stream().map(Passkey::id);
      var ways = kept ? new KeptWays(true, keys.collect(toSet())) : KeptWays.NONE;
      browser.opens(lab.joining.withPassword(invitation, "", TEAPOTS, ways, browser.asks("/join")));
      assertThat(lab.passwords.fits(grace, TEAPOTS)).isTrue();
      assertThat(lab.passkeys.of(grace.id())).hasSize(kept ? 1 : 0);
    }
    assertThat(
            lab.trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 50).stream()
                .filter(entry -> entry.kind().equals("sign-in-renewed"))
                .map(entry -> String.valueOf(entry.facts().get("removed"))))
        .containsExactly("null", "password, passkey lost laptop false");
  }

  /// A row as Spring Security keeps it; nobody signs in with it.
  private void oldPasskey(Person of, String label) {
    JdbcClient.create(lab.source)
        .sql(
            """
            insert into user_credentials (credential_id, user_entity_user_id, public_key, signature_count,
              uv_initialized, backup_eligible, authenticator_transports, public_key_credential_type,
              backup_state, created, last_used, label)
            values (:id, :user, x'00', 0, true, false, '', 'public-key', false, now(), now(), :label)
            """)
        .param("id", new Bytes(label.getBytes(StandardCharsets.UTF_8)).toBase64UrlString())
        .param(
            "user", new Bytes(of.id().value().getBytes(StandardCharsets.UTF_8)).toBase64UrlString())
        .param("label", label)
        .update();
  }

  @Test
  void whoHasNotJustShownWhoTheyAreMakesNoLink() {
    var left = shown(lab.owner());
    lab.later(RecentProof.HOLDS);
    assertThatThrownBy(() -> lab.invitations.invite("", Role.OWNER, WEEK, lab.owner(), left))
        .isInstanceOf(ProofNeeded.class);
    var own = lab.people.localId();
    assertThatThrownBy(() -> lab.invitations.renew(own, WEEK, lab.owner(), left))
        .isInstanceOf(ProofNeeded.class);
    assertThat(lab.invitations.open()).isEmpty();
  }

  @Test
  void onlyOwnersInvite() {
    var ben = Actor.of(lab.people.add("Ben", Role.RESEARCHER));
    assertThatThrownBy(() -> lab.invitations.invite("", Role.READER, WEEK, ben, shown(ben)))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> lab.invitations.renew(lab.people.localId(), WEEK, ben, shown(ben)))
        .isInstanceOf(NotAllowed.class);
    var open =
        opened(lab.invitations.invite("", Role.READER, WEEK, lab.owner(), shown(lab.owner())))
            .orElseThrow();
    assertThatThrownBy(() -> lab.invitations.revoke(open, ben)).isInstanceOf(NotAllowed.class);
  }

  @Test
  void theLinksOfWhoIsNoOwnerAnyMoreAndForWhoIsShutOutOpenNothing() {
    var second = lab.people.add("Ben", Role.OWNER);
    var grace = lab.people.add("Grace", Role.READER);
    var invited =
        lab.invitations.invite("", Role.OWNER, WEEK, Actor.of(second), shown(Actor.of(second)));
    var renewed = lab.invitations.renew(grace.id(), WEEK, lab.owner(), shown(lab.owner()));
    lab.members.give(second.id(), Role.RESEARCHER, lab.owner(), shown(lab.owner()));
    lab.members.shutOut(grace.id(), lab.owner());
    assertThat(opened(invited)).isEmpty();
    assertThat(opened(renewed)).isEmpty();
  }

  @Test
  void noSecretIsKeptOrWrittenDown() throws IOException {
    var token = lab.invitations.invite("Grace", Role.READER, WEEK, lab.owner(), shown(lab.owner()));
    var texts = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        texts.add(file + Files.readString(file));
      }
    }
    texts.add(lab.trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 50).toString());
    assertThat(texts).hasSizeGreaterThan(1).noneMatch(text -> text.contains(token));
    assertThat(List.copyOf(lab.invitations.open()).toString()).doesNotContain(token);
  }
}
