package lab.harmony.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.accounts.passkeys.LabAddress;
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
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.FileSystemUtils;

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
    lab.members.give(grace.id(), Role.READER, lab.owner(), Optional.empty());
    assertThat(lab.people.get(grace.id()).role()).isEqualTo(Role.READER);
    assertThatThrownBy(
            () -> lab.members.give(grace.id(), Role.OWNER, Actor.of(grace), shown(Actor.of(grace))))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> lab.members.all(Actor.of(grace))).isInstanceOf(NotAllowed.class);
    assertThat(lab.written()).containsExactly("role-changed");
  }

  private Optional<HttpSession> shown(Actor who) {
    return Optional.of(Confirmed.session(who.person(), lab.now.get()));
  }

  @Test
  void anOwnerIsMadeAndSomebodyLetInAgainByWhoHasJustShownWhoTheyAre() {
    lab.members.shutOut(grace.id(), lab.owner());
    var open = shown(lab.owner());
    lab.later(RecentProof.HOLDS);
    for (var here : List.of(open, Optional.<HttpSession>empty())) {
      assertThatThrownBy(() -> lab.members.letIn(grace.id(), lab.owner(), here))
          .isInstanceOf(ProofNeeded.class);
      assertThatThrownBy(() -> lab.members.give(grace.id(), Role.OWNER, lab.owner(), here))
          .isInstanceOf(ProofNeeded.class);
    }
    assertThat(lab.people.get(grace.id()).maySignIn()).isFalse();
    assertThat(lab.people.get(grace.id()).role()).isEqualTo(Role.RESEARCHER);
    lab.members.letIn(grace.id(), lab.owner(), shown(lab.owner()));
    lab.members.give(grace.id(), Role.OWNER, lab.owner(), shown(lab.owner()));
    assertThat(lab.people.get(grace.id()).role()).isEqualTo(Role.OWNER);
    lab.members.give(grace.id(), Role.READER, lab.owner(), open);
    assertThat(lab.written())
        .containsExactly("person-shut-out", "person-let-in", "role-changed", "role-changed");
  }

  @Test
  void theOwnerOfTheMachinesLabStaysOneWhoeverAsks() {
    var second = lab.people.add("Ben", Role.OWNER);
    for (var by : new Actor[] {lab.owner(), Actor.of(second)}) {
      assertThatThrownBy(() -> lab.members.give(lab.people.localId(), Role.READER, by, shown(by)))
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
    lab.members.letIn(grace.id(), lab.owner(), shown(lab.owner()));
    assertThat(laptop.isIn()).as("not by what was ended").isFalse();
    assertThat(signedIn("10.0.0.1").isIn()).isTrue();
    assertThat(lab.written()).contains("person-shut-out", "person-let-in");
  }

  @Test
  void noLinkThatWasPrintedBeforeLetsInWhoWasShutOutNorOneForTheirName() {
    lab.people.rename(grace.id(), "Grace Hopper");
    var printed = new ArrayList<String>();
    for (var whom : List.of(grace.id().value(), "Grace Hopper", "Grace")) {
      printed.add(link(whom));
    }
    var ofAda = link("");
    lab.members.shutOut(grace.id(), lab.owner());
    var after = link("Grace Hopper");
    for (var link : printed) {
      assertThat(lab.new Browser("10.0.0.3").opens(link)).isEqualTo("/sign-in?expired");
    }
    assertThat(lab.new Browser("10.0.0.3").opens(after)).isEqualTo("/sign-in?expired");
    assertThat(lab.people.get(grace.id()).maySignIn()).isFalse();
    assertThat(lab.admission.objection("Grace Hopper").orElseThrow()).contains("was shut out");
    assertThat(lab.admission.objection(grace.id().value()).orElseThrow()).contains("may not sign");
    assertThat(lab.new Browser("10.0.0.4").opens(ofAda)).isEqualTo("/");
    lab.members.letIn(grace.id(), lab.owner(), shown(lab.owner()));
    assertThat(lab.admission.objection("Grace Hopper")).isEmpty();
    assertThat(lab.new Browser("10.0.0.5").opens(link("Grace Hopper"))).isEqualTo("/");
  }

  @Test
  void noLinkOfBeforeLetsInWhoWasShutOutAndLetInAgain() {
    var byId = link(grace.id().value());
    var byName = link("Grace");
    lab.members.shutOut(grace.id(), lab.owner());
    lab.members.letIn(grace.id(), lab.owner(), shown(lab.owner()));
    assertThat(lab.new Browser("10.0.0.3").opens(byId)).isEqualTo("/sign-in?expired");
    assertThat(lab.new Browser("10.0.0.3").opens(byName)).isEqualTo("/sign-in?expired");
  }

  @Test
  void whyALinkWouldLetNobodyInIsSaid() {
    lab.people.add("Grace", Role.READER);
    assertThat(lab.admission.objection("Grace").orElseThrow())
        .contains("2 people are called Grace")
        .contains(grace.id().value());
    assertThat(lab.admission.objection("00000000-0000-4000-8000-000000000000").orElseThrow())
        .contains("Nobody in this lab has the id");
    assertThat(lab.admission.objection("x".repeat(5000)).orElseThrow()).contains("1 to 200");
    assertThat(lab.admission.objection("")).isEmpty();
    assertThat(lab.admission.objection("Somebody new")).isEmpty();
    lab.people.named("Known by scores");
    assertThat(lab.admission.objection("Known by scores")).as("as ever").isEmpty();
  }

  private String link(String whom) {
    return "/sign-in?"
        + new SignInLinks(lab.data, lab.clock, whom)
            .issue(URI.create("http://127.0.0.1:1"))
            .getQuery();
  }

  @Test
  void whoIsInHasHalfADayAndAStrangerWhatTheServerGivesThem() {
    var stranger = lab.new Browser("10.0.0.3");
    stranger.session.setMaxInactiveInterval(600);
    stranger.opens("/sign-in");
    assertThat(stranger.session.getMaxInactiveInterval()).isEqualTo(600);
    var in =
        (PasswordSignIn.Answer.In)
            lab.passwordSignIn.attempt("Grace", TEAPOTS, stranger.asks("/sign-in"));
    assertThat(stranger.session.getMaxInactiveInterval()).as("not before").isEqualTo(600);
    stranger.opens(in.address());
    assertThat(stranger.session.getMaxInactiveInterval()).isEqualTo(12 * 3600);
  }

  @Test
  void aPasswordThatIsChangedWhileItIsLookedAtLetsNobodyIn() {
    var phone = lab.new Browser("10.0.0.2");
    long before = lab.tickets.moment(); // as the attempt with the old password begins
    var laptop = signedIn("10.0.0.1");
    lab.account.choosePassword(TEAPOTS, KETTLES, Actor.of(grace), laptop.asks("/account"));
    var late =
        lab.tickets.issue(
            new SignInTickets.Shown(grace.id(), SignInRecord.Way.PASSWORD, before), phone.session);
    assertThat(phone.opens(late)).isEqualTo("/sign-in?expired");
    assertThat(phone.isIn()).isFalse();
  }

  @Test
  void whoIsSentAwayWhileTheirSessionBeginsIsNotIn() {
    var phone = lab.new Browser("10.0.0.2");
    var shown =
        new SignInTickets.Shown(grace.id(), SignInRecord.Way.PASSWORD, lab.tickets.moment());
    lab.account.endOtherSessions(Actor.of(grace), Optional.empty());
    // Behind the look at the ticket, which was still good.
    assertThat(lab.entrance.enter(shown, phone.asks("/sign-in"), new MockHttpServletResponse()))
        .isFalse();
    assertThat(phone.session.isInvalid()).isTrue();
    assertThat(lab.sessions.of(grace.id(), Optional.empty())).isEmpty();
    SecurityContextHolder.clearContext();
  }

  @Test
  void aDiskThatLetsNothingGoKeepsNobodyIn() throws IOException {
    var laptop = signedIn("10.0.0.1");
    var phone = signedIn("10.0.0.2");
    var noted = lab.sessions.of(grace.id(), Optional.empty());
    for (var one : noted) {
      var file = folder.resolve("accounts").resolve("browsers").resolve(one.id());
      Files.move(file, file.resolveSibling("taken-" + one.id()));
      Files.createDirectories(file.resolve("something in it that cannot be removed"));
    }
    assertThatThrownBy(() -> lab.members.shutOut(grace.id(), lab.owner()))
        .isInstanceOf(NotForgotten.class)
        .hasMessageContaining("is signed out")
        .hasMessageContaining("cannot be removed");
    assertThat(lab.people.get(grace.id()).maySignIn()).isFalse();
    assertThat(laptop.session.isInvalid()).isTrue();
    assertThat(phone.session.isInvalid()).isTrue();
    lab.members.letIn(grace.id(), lab.owner(), shown(lab.owner()));
    for (var one : noted) {
      var file = folder.resolve("accounts").resolve("browsers").resolve(one.id());
      FileSystemUtils.deleteRecursively(file);
      Files.move(file.resolveSibling("taken-" + one.id()), file);
    }
    assertThat(laptop.isIn()).as("it is refused though it is noted").isFalse();
    assertThat(phone.isIn()).isFalse();
  }

  @Test
  void aPageThatWasLeftOpenAsksForProofBeforeItChangesHowSomebodySignsIn() {
    var laptop = signedIn("10.0.0.1");
    var me = Actor.of(grace);
    var here = Optional.<HttpSession>of(laptop.session);
    var at = new LabAddress("http://localhost:8080", "localhost");
    lab.account.makePasskey(me, at, here);
    lab.later(RecentProof.HOLDS);
    assertThatThrownBy(() -> lab.account.makePasskey(me, at, here)).isInstanceOf(ProofNeeded.class);
    assertThatThrownBy(() -> lab.account.removePasskey("x", me, here))
        .isInstanceOf(ProofNeeded.class);
    assertThatThrownBy(() -> lab.confirmation.byPassword("a guess", me, laptop.asks("/account")))
        .hasMessageContaining("not the password");
    assertThat(lab.proof.holds(me, here)).isFalse();
    lab.confirmation.byPassword(TEAPOTS, me, laptop.asks("/account"));
    lab.account.makePasskey(me, at, here);
    lab.account.removePasskey("x", me, here);
  }

  @Test
  void aBrowserThatCameBackByItselfHasShownNothing() {
    var laptop = signedIn("10.0.0.1");
    var again = laptop.afterARestart();
    assertThat(again.isIn()).isTrue();
    assertThat(lab.proof.holds(Actor.of(grace), Optional.of(again.session))).isFalse();
  }

  @Test
  void aFirstPasswordIsChosenByNobodyWhoFindsAPageOpen() {
    var emmy = lab.people.add("Emmy", Role.READER);
    var laptop = lab.new Browser("10.0.0.1");
    laptop.opens(link(emmy.id().value()));
    lab.later(RecentProof.HOLDS);
    var me = Actor.of(emmy);
    assertThatThrownBy(() -> lab.account.choosePassword("", KETTLES, me, laptop.asks("/account")))
        .isInstanceOf(ProofNeeded.class);
    assertThat(lab.passwords.has(emmy.id())).isFalse();
    laptop.opens(link(emmy.id().value()));
    lab.account.choosePassword("", KETTLES, me, laptop.asks("/account"));
    assertThat(lab.passwords.has(emmy.id())).isTrue();
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
