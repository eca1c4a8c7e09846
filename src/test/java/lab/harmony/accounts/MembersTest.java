package lab.harmony.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.audit.AuditQuery;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What owners do about people, and people about their own account and sessions.
@Tag("unit")
class MembersTest {

  private static final String TEAPOTS = "wobbly teapots sing";
  private static final String KETTLES = "seven kettles whistle";

  @TempDir Path folder;
  private SmallLab lab;
  private Person grace;

  @BeforeEach
  void open() {
    lab = new SmallLab(folder);
    grace = lab.withPassword("Grace", Role.RESEARCHER, TEAPOTS);
  }

  private SmallLab.Browser signedIn(String address) {
    var browser = lab.new Browser(address);
    var in =
        (PasswordSignIn.Answer.In)
            lab.passwordSignIn.attempt("Grace", TEAPOTS, browser.asks("/sign-in"));
    assertThat(browser.opens(in.address())).isEqualTo("/");
    return browser;
  }

  @Test
  void aRoleIsChangedByOwnersAloneAndHoldsAtOnce() {
    lab.members.give(grace.id(), Role.READER, lab.owner());
    assertThat(lab.people.get(grace.id()).role()).isEqualTo(Role.READER);
    assertThatThrownBy(() -> lab.members.give(grace.id(), Role.OWNER, Actor.of(grace)))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> lab.members.all(Actor.of(grace))).isInstanceOf(NotAllowed.class);
    assertThat(lab.written()).containsExactly("role-changed");
  }

  @Test
  void theOwnerOfTheMachinesLabStaysOneWhoeverAsks() {
    var second = lab.people.add("Ben", Role.OWNER);
    for (var by : new Actor[] {lab.owner(), Actor.of(second)}) {
      assertThatThrownBy(() -> lab.members.give(lab.people.localId(), Role.READER, by))
          .hasMessageContaining("stays its owner");
      assertThatThrownBy(() -> lab.members.shutOut(lab.people.localId(), by))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> lab.members.shutOut(second.id(), Actor.of(second)))
        .hasMessageContaining("yourself");
    assertThat(lab.people.local().role()).isEqualTo(Role.OWNER);
    assertThat(lab.written()).isEmpty();
  }

  @Test
  void whoIsShutOutIsSignedOutEverywhereAtOnceAndComesBackWhenLetIn() {
    var laptop = signedIn("10.0.0.1");
    var phone = signedIn("10.0.0.2");
    phone.session.invalidate(); // remembered only
    lab.members.shutOut(grace.id(), lab.owner());
    assertThat(laptop.session.isInvalid()).isTrue();
    assertThat(laptop.isIn()).isFalse();
    assertThat(phone.isIn()).isFalse();
    assertThat(lab.ended).as("pages are told").hasSize(1);
    lab.members.letIn(grace.id(), lab.owner());
    assertThat(laptop.isIn()).as("not by what was ended").isFalse();
    assertThat(signedIn("10.0.0.1").isIn()).isTrue();
    assertThat(lab.written()).contains("person-shut-out", "person-let-in");
  }

  @Test
  void aSessionIsEndedAndItsBrowserForgottenWhileOthersStay() {
    var laptop = signedIn("10.0.0.1");
    lab.later(Duration.ofMinutes(1));
    var phone = signedIn("10.0.0.2");
    var me = Actor.of(grace);
    var listed = lab.account.sessions(me, Optional.of(laptop.session));
    assertThat(listed).hasSize(2);
    assertThat(listed.getFirst().here()).isTrue();
    assertThat(listed.getLast().address()).isEqualTo("10.0.0.2");
    lab.account.endSession(listed.getLast(), me);
    assertThat(phone.session.isInvalid()).isTrue();
    assertThat(phone.isIn()).isFalse();
    assertThat(laptop.isIn()).isTrue();
    assertThat(lab.account.sessions(me, Optional.of(laptop.session))).hasSize(1);
  }

  @Test
  void whoWasAboutToComeInDoesNotOnceTheOtherSessionsAreEnded() {
    var laptop = signedIn("10.0.0.1");
    var phone = lab.new Browser("10.0.0.2");
    var in =
        (PasswordSignIn.Answer.In)
            lab.passwordSignIn.attempt("Grace", TEAPOTS, phone.asks("/sign-in"));
    lab.account.endOtherSessions(Actor.of(grace), Optional.of(laptop.session));
    assertThat(phone.opens(in.address())).isEqualTo("/sign-in?expired");
    assertThat(laptop.isIn()).isTrue();
  }

  @Test
  void nobodyEndsTheSessionsOfSomebodyElse() {
    var laptop = signedIn("10.0.0.1");
    var ben = Actor.of(lab.people.add("Ben", Role.RESEARCHER));
    var listed = lab.account.sessions(Actor.of(grace), Optional.empty()).getFirst();
    lab.account.endSession(listed, ben);
    assertThat(laptop.isIn()).isTrue();
  }

  @Test
  void aNewPasswordAsksForTheOneBeforeAndEndsAllOtherSessions() {
    var laptop = signedIn("10.0.0.1");
    var phone = signedIn("10.0.0.2");
    var me = Actor.of(grace);
    assertThatThrownBy(
            () -> lab.account.choosePassword(KETTLES, KETTLES, me, laptop.asks("/account")))
        .hasMessageContaining("not the password");
    assertThat(phone.isIn()).isTrue();
    lab.account.choosePassword(TEAPOTS, KETTLES, me, laptop.asks("/account"));
    assertThat(laptop.isIn()).isTrue();
    assertThat(phone.isIn()).isFalse();
    assertThat(lab.passwords.fits(grace, KETTLES)).isTrue();
    assertThat(lab.written()).contains("password-chosen");
  }

  @Test
  void whoSitsAtAnOpenPageGuessesThePasswordAsSlowlyAsAnybody() {
    var laptop = signedIn("10.0.0.1");
    var me = Actor.of(grace);
    for (int guess = 0; guess < 5; guess++) {
      assertThatThrownBy(
              () -> lab.account.choosePassword("a guess", KETTLES, me, laptop.asks("/account")))
          .hasMessageContaining("not the password");
    }
    assertThatThrownBy(
            () -> lab.account.choosePassword(TEAPOTS, KETTLES, me, laptop.asks("/account")))
        .hasMessageContaining("Try again in");
  }

  @Test
  void anOwnerSeesWhoSignsInHowAndWhen() {
    signedIn("10.0.0.1");
    lab.people.named("Linus");
    assertThat(lab.members.all(lab.owner()))
        .filteredOn(member -> member.person().equals(grace))
        .singleElement()
        .satisfies(member -> {
          assertThat(member.hasPassword()).isTrue();
          assertThat(member.seen()).contains(lab.now.get());
          assertThat(member.isLocal()).isFalse();
        });
    assertThat(lab.members.all(lab.owner())).hasSize(3);
  }

  @Test
  void whenSomebodyWasSeenOutlastsTheirSessions() {
    var laptop = signedIn("10.0.0.1");
    lab.later(Duration.ofMinutes(6));
    laptop.opens("/models");
    var last = lab.now.get();
    lab.later(Duration.ofDays(2));
    lab.account.endOtherSessions(Actor.of(grace), Optional.empty());
    assertThat(lab.account.sessions(Actor.of(grace), Optional.empty())).isEmpty();
    assertThat(lab.members.all(lab.owner()))
        .filteredOn(member -> member.person().equals(grace))
        .singleElement()
        .satisfies(member -> assertThat(member.seen()).contains(last));
  }

  @Test
  void aBrowserThatSignsInAgainIsOneAndNotTwo() {
    var laptop = signedIn("10.0.0.1");
    var in =
        (PasswordSignIn.Answer.In)
            lab.passwordSignIn.attempt("Grace", TEAPOTS, laptop.asks("/sign-in"));
    laptop.opens(in.address());
    assertThat(lab.account.sessions(Actor.of(grace), Optional.empty())).hasSize(1);
  }

  @Test
  void whoeverSignsInWhereSomebodyElseIsInFindsNothingOfThem() {
    var laptop = signedIn("10.0.0.1");
    lab.withPassword("Linus", Role.READER, KETTLES);
    var in =
        (PasswordSignIn.Answer.In)
            lab.passwordSignIn.attempt("Linus", KETTLES, laptop.asks("/sign-in"));
    laptop.opens(in.address());
    assertThat(laptop.session.isInvalid()).as("the pages of Grace").isTrue();
    assertThat(lab.account.sessions(Actor.of(grace), Optional.empty())).isEmpty();
  }

  @Test
  void aNewNameIsWrittenDownWithTheOneBefore() {
    lab.account.rename("Grace Hopper", Actor.of(grace));
    assertThat(lab.people.get(grace.id()).name()).isEqualTo("Grace Hopper");
    assertThat(lab.written()).containsExactly("person-renamed");
    assertThat(lab.trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst().facts())
        .containsEntry("from", "Grace");
  }
}
