package lab.harmony.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lab.harmony.accounts.PasswordSignIn.Answer;
import lab.harmony.audit.AuditQuery;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("unit")
class PasswordSignInTest {

  private static final String TEAPOTS = "wobbly teapots sing";
  private static final String KETTLES = "seven kettles whistle";

  @TempDir Path folder;
  private SmallLab lab;
  private SmallLab.Browser browser;

  @BeforeEach
  void open() {
    lab = new SmallLab(folder);
    browser = lab.new Browser("10.0.0.1");
  }

  private Answer tries(SmallLab.Browser in, String name, String password) {
    return lab.passwordSignIn.attempt(name, password, in.asks("/sign-in"));
  }

  private Answer tries(String name, String password) {
    return tries(browser, name, password);
  }

  @Test
  void whoeverKnowsTheirPasswordIsInOnceInTheBrowserThatAsked() {
    var grace = lab.withPassword("Grace Hopper", Role.RESEARCHER, TEAPOTS);
    assertThat(tries(" grace  HOPPER ", TEAPOTS))
        .isInstanceOfSatisfying(
            Answer.In.class,
            in -> {
              assertThat(lab.new Browser("10.0.0.1").opens(in.address()))
                  .as("in another browser")
                  .isEqualTo("/sign-in?expired");
            });
    assertThat(tries(grace.id().value(), TEAPOTS))
        .isInstanceOfSatisfying(
            Answer.In.class,
            in -> {
              assertThat(browser.opens(in.address())).isEqualTo("/");
              assertThat(browser.opens(in.address())).isEqualTo("/sign-in?expired");
            });
    assertThat(browser.isIn()).isTrue();
    assertThat(lab.sessions.of(grace.id(), Optional.of(browser.session)))
        .singleElement()
        .satisfies(session -> {
          assertThat(session.browser()).isEqualTo("Firefox on Linux");
          assertThat(session.here()).isTrue();
        });
  }

  @Test
  void theWrongPasswordAndTheWrongNameGetOneAnswer() {
    lab.withPassword("Grace", Role.RESEARCHER, TEAPOTS);
    var without = lab.people.add("Linus", Role.RESEARCHER);
    for (var name : new String[] {"Grace", "Nobody", without.name(), "", "\u202e"}) {
      assertThat(tries(lab.new Browser("10.0.1." + name.length()), name, KETTLES))
          .isInstanceOf(Answer.Wrong.class);
    }
    assertThat(tries("Grace", "of nobody")).isInstanceOf(Answer.Wrong.class);
    assertThat(lab.written()).containsOnly("sign-in-refused");
    assertThat(lab.trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 50).toString())
        .doesNotContain(KETTLES, "Nobody");
  }

  @Test
  void twoOfOneNameAreToldApartByTheirPasswords() {
    var one = lab.withPassword("Robin", Role.REVIEWER, TEAPOTS);
    var other = lab.withPassword("robin", Role.READER, KETTLES);
    for (var each : Map.of(TEAPOTS, one, KETTLES, other).entrySet()) {
      var own = lab.new Browser("10.0.2.1");
      var in = (Answer.In) tries(own, "Robin", each.getKey());
      own.opens(in.address());
      assertThat(lab.sessions.of(each.getValue().id(), Optional.empty())).hasSize(1);
    }
    lab.passwords.set(other.id(), lab.passwords.digest(TEAPOTS, "robin"));
    assertThat(tries("Robin", TEAPOTS)).isInstanceOf(Answer.Several.class);
    assertThat(tries(one.id().value(), TEAPOTS)).isInstanceOf(Answer.In.class);
  }

  @Test
  void whoMayNotSignInAnyMoreIsNotLetInByTheirPassword() {
    var grace = lab.withPassword("Grace", Role.RESEARCHER, TEAPOTS);
    lab.members.shutOut(grace.id(), lab.owner());
    assertThat(tries("Grace", TEAPOTS)).isInstanceOf(Answer.Wrong.class);
  }

  @Test
  void whoGuessesWaitsAndTheHonestOneInHerOwnBrowserDoesNot() {
    lab.withPassword("Grace", Role.RESEARCHER, TEAPOTS);
    var own = lab.new Browser("10.0.0.9");
    own.opens(((Answer.In) tries(own, "Grace", TEAPOTS)).address());
    own.session.invalidate();

    for (int guess = 0; guess < 3; guess++) {
      assertThat(tries("Grace", "guess number " + guess)).isInstanceOf(Answer.Wrong.class);
    }
    assertThat(tries("Grace", TEAPOTS))
        .as("the right one, too early")
        .isEqualTo(new Answer.TooEarly(Duration.ofSeconds(1)));
    var nearby = lab.new Browser("10.0.0.1");
    assertThat(tries(nearby, "Grace", TEAPOTS)).isInstanceOf(Answer.TooEarly.class);
    assertThat(tries(own, "Grace", TEAPOTS)).isInstanceOf(Answer.In.class);
    lab.later(Duration.ofSeconds(1));
    assertThat(tries("Grace", TEAPOTS)).isInstanceOf(Answer.In.class);
  }

  @Test
  void whoCallsThemselvesAsSomebodyElseGuessesAtThemAsSlowly() {
    lab.withPassword("Grace", Role.OWNER, TEAPOTS);
    var mallory = lab.withPassword("Mallory", Role.READER, KETTLES);
    var own = lab.new Browser("10.0.0.9");
    own.opens(((Answer.In) tries(own, "Mallory", KETTLES)).address());
    lab.people.rename(mallory.id(), "grace");
    for (int guess = 0; guess < 3; guess++) {
      var number = "guess number " + guess;
      assertThat(tries(own, "Grace", number)).isInstanceOf(Answer.Wrong.class);
      assertThat(tries(own, mallory.id().value(), KETTLES)).isInstanceOf(Answer.In.class);
    }
    assertThat(tries(own, "Grace", TEAPOTS)).isInstanceOf(Answer.TooEarly.class);
    assertThat(tries(own, "Grace", KETTLES)).as("their own").isInstanceOf(Answer.In.class);
    assertThat(tries(own, "Grace", TEAPOTS)).isInstanceOf(Answer.TooEarly.class);
  }

  @Test
  void aNameThatIsTooLongIsNobodysAndSlowedAsAny() {
    for (int times = 0; times < 3; times++) {
      assertThat(tries("\ufdfa".repeat(Person.LONGEST_NAME + 1 + times), TEAPOTS))
          .isInstanceOf(Answer.Wrong.class);
    }
    assertThat(tries("x".repeat(1_000_000), TEAPOTS)).isInstanceOf(Answer.TooEarly.class);
  }

  @Test
  void aPasswordIsTheSameHoweverItIsComposed() {
    lab.withPassword("Grace", Role.RESEARCHER, "zwölf Teekannen singen");
    assertThat(tries("Grace", "zwo\u0308lf Teekannen singen")).isInstanceOf(Answer.In.class);
  }

  @Test
  void nothingButADigestIsKept() {
    var grace = lab.withPassword("Grace", Role.RESEARCHER, TEAPOTS);
    var kept =
        JdbcClient.create(lab.source)
            .sql("select digest from person_password where person = :id")
            .param("id", grace.id().value())
            .query(String.class)
            .single();
    assertThat(kept).startsWith("$argon2id$").doesNotContain(TEAPOTS);
  }
}
