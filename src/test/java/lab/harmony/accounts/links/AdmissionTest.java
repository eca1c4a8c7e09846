package lab.harmony.accounts.links;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import lab.harmony.accounts.PlainCookies;
import lab.harmony.accounts.browsers.BrowserNote;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.MigratedDatabase;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@Tag("unit")
class AdmissionTest {

  private static final Instant NOW = Instant.parse("2026-11-29T09:00:00Z");

  @TempDir Path folder;
  private People people;
  private Admission admission;

  @BeforeEach
  void open() {
    var database = MigratedDatabase.inMemory();
    people = Somebody.in(database);
    var shutOut = new ShutOut(JdbcClient.create(database));
    admission = new Admission(people, shutOut);
  }

  @Test
  void theOwnerComesInByIdAndByNameUnderEveryNameTheyHad() {
    var ada = people.local();
    assertThat(admission.admit(ada.id().value())).contains(ada.id());
    people.rename(ada.id(), "Ada Lovelace");
    assertThat(admission.admit("Ada")).contains(ada.id());
    assertThat(admission.admit("Ada Lovelace")).contains(ada.id());
  }

  @Test
  void whoIsKnownByTheirScoresAloneComesInByNameAndNotById() {
    var grace = people.named("Grace");
    assertThat(admission.admit(grace.id().value())).isEmpty();
    assertThat(admission.admit("Grace")).contains(grace.id());
    assertThat(people.get(grace.id()).role()).isEqualTo(Role.RESEARCHER);
    assertThat(admission.admit(grace.id().value())).contains(grace.id());
  }

  @Test
  void aBrowserThatComesBeforeTheOwnerWasAskedForIsTheOwnersIfItsNameIs() {
    var before = people.named("Ada");
    assertThat(admission.admit("Ada")).contains(before.id());
    assertThat(people.local()).isEqualTo(people.get(before.id()));
    assertThat(people.local().role()).isEqualTo(Role.OWNER);
    assertThat(people.all()).as("nobody twice").hasSize(1);
  }

  @Test
  void aNameOfTwoLetsNeitherInAndAnIdTheOne() {
    var one = people.add("Grace", Role.READER);
    people.add("Grace", Role.OWNER);
    assertThat(admission.admit("Grace")).isEmpty();
    assertThat(admission.admit(one.id().value())).contains(one.id());
    assertThat(people.get(one.id()).role()).as("as before").isEqualTo(Role.READER);
  }

  @Test
  void aLinkThatSaysNobodyIsTheOwners() {
    assertThat(admission.admit("")).contains(people.localId());
  }

  @Test
  void nobodyComesInForSomebodyWhoCameWithAnIdOfAnotherLab() {
    var elsewhere = people.named("Grace", PersonId.parse("0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40"));
    var here = admission.admit("Grace");
    assertThat(here).isPresent().isNotEqualTo(Optional.of(elsewhere.id()));
    assertThat(admission.admit("Grace")).as("again").isEqualTo(here);
    assertThat(people.get(elsewhere.id()).maySignIn()).isFalse();
  }

  @Test
  void aBrowserThatALabOfBeforeRememberedStaysSignedInAndIsNotedById() throws IOException {
    var owner = people.localId();
    note("of-ada", "2026-12-01T00:00:00Z", "Ada");
    note("of-ben", "2026-12-01T00:00:00Z", "Ben");
    note("hostile", "2026-12-01T00:00:00Z", "x".repeat(5000));
    note("too-old", "2026-11-01T00:00:00Z", "Mary");

    var browsers = browsers();
    assertThat(browsers.known(with("of-ada")).map(RememberedBrowsers.Known::person))
        .contains(owner);
    assertThat(browsers.known(with("of-ben")).map(known -> people.get(known.person())))
        .hasValueSatisfying(ben -> {
          assertThat(ben.name()).isEqualTo("Ben");
          assertThat(ben.maySignIn()).isTrue();
        });
    assertThat(browsers.known(with("too-old"))).isEmpty();
    assertThat(browsers.known(with("hostile"))).isEmpty();
    assertThat(people.meant("Mary")).as("nobody comes of what is too old").isEmpty();
    assertThat(Files.readString(file("of-ada"))).contains(owner.value()).doesNotContain("Ada");

    people.rename(owner, "Somebody else");
    assertThat(browsers().known(with("of-ada")).map(RememberedBrowsers.Known::person))
        .contains(owner);
  }

  @Test
  void aBrowserIsRememberedByIdAndForgotten() {
    var browsers = browsers();
    var response = new MockHttpServletResponse();
    browsers.remember(
        people.localId(),
        new BrowserNote("Firefox on Linux", "10.0.0.7", NOW, NOW),
        new MockHttpServletRequest(),
        response);
    var cookie = response.getCookie("harmony-browser-80");
    var request = new MockHttpServletRequest();
    request.setCookies(cookie);
    assertThat(browsers.known(request).map(RememberedBrowsers.Known::person))
        .contains(people.localId());
    assertThat(browsers.of(people.localId()).values())
        .containsExactly(new BrowserNote("Firefox on Linux", "10.0.0.7", NOW, NOW));
    browsers.forget(request, new MockHttpServletResponse());
    assertThat(browsers.known(request)).isEmpty();
  }

  private RememberedBrowsers browsers() {
    return new RememberedBrowsers(
        new DataFolder(folder), Clock.fixed(NOW, ZoneOffset.UTC), admission, PlainCookies.ALL);
  }

  private static MockHttpServletRequest with(String secret) {
    var request = new MockHttpServletRequest();
    request.setCookies(new Cookie("harmony-browser-80", secret));
    return request;
  }

  private Path file(String secret) {
    return folder.resolve("accounts/browsers").resolve(Sha256.of(secret).hex());
  }

  private void note(String secret, String until, String name) throws IOException {
    Files.createDirectories(file(secret).getParent());
    Files.writeString(file(secret), until + "\n" + name + "\n");
  }
}
