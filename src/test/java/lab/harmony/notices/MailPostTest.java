package lab.harmony.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.activity.ActivityProblem;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// Mails, up to a mail server that is started here.
@Tag("process")
class MailPostTest {

  private static final Pattern LINK =
      Pattern.compile("https://lab\\.example\\.org/account/mail\\?confirm=(\\S+)");

  private final JdbcDataSource source = MigratedDatabase.inMemory();
  private final int port = freePort();
  private final GreenMail server =
      new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final List<PersonalNotice> happened = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final Moved clock = new Moved();
  private int to = port;
  private final People people = Somebody.in(source);
  private final Person ada = people.add("Ada", Role.RESEARCHER);
  private final Actor me = Actor.of(ada);

  /// It is one o'clock in the afternoon.
  private static final class Moved extends Clock {
    private Instant now = Instant.parse("2026-11-29T13:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    private void later(Duration time) {
      now = now.plus(time);
    }
  }

  /// What a test says that happened.
  private final class News implements PersonalNews {
    @Override
    public Set<MailKind> kinds() {
      return Set.of(MailKind.MENTION, MailKind.ANSWER, MailKind.RUN);
    }

    @Override
    public List<PersonalNotice> since(Instant time) {
      return happened.stream().filter(one -> !one.at().isBefore(time)).toList();
    }

    @Override
    public boolean mayOpen(Actor who, String key) {
      return !closed.contains(key);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void begin() {
    server.start();
    post().look();
  }

  @AfterEach
  void end() {
    server.stop();
  }

  private HarmonySettings settings() {
    return HarmonySettings.read(
        "--harmony.mail.server=127.0.0.1",
        "--harmony.mail.port=" + to,
        "--harmony.mail.security=none",
        "--harmony.mail.from=lab@example.org");
  }

  private Outbox outbox() {
    return new Outbox(JdbcClient.create(source));
  }

  private MailTable table() {
    return new MailTable(JdbcClient.create(source));
  }

  private AuditTrail trail() {
    return AuditTrail.over(source, clock);
  }

  private MailChoices choices() {
    return new MailChoices(
        table(), outbox(), people, new Rights(people), trail(), settings(), clock);
  }

  /// As it is after each start of the lab.
  private MailPost post() {
    return new MailPost(
        List.of(new News()),
        outbox(),
        table(),
        choices(),
        people,
        new Mailer(
            MailSettings.of(settings()).orElseThrow(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2)),
        URI.create("https://lab.example.org/"),
        clock,
        ZoneOffset.UTC,
        new DataSourceTransactionManager(source));
  }

  private void goOn() {
    var post = post();
    post.look();
    post.send();
  }

  private List<MimeMessage> mails() {
    return Arrays.asList(server.getReceivedMessages());
  }

  private static String text(MimeMessage mail) {
    try {
      return ((String) mail.getContent()).replace("\r\n", "\n");
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private MimeMessage newest() {
    return mails().getLast();
  }

  /// The secret of the link in the newest mail.
  private String secret() {
    var link = LINK.matcher(text(newest()));
    assertThat(link.find()).as(text(newest())).isTrue();
    return link.group(1);
  }

  private void confirmed(String address) {
    choices().ask(address, me);
    goOn();
    choices().confirm(secret(), me);
  }

  private void happens(MailKind kind, String key, Optional<Person> who, String title) {
    happened.add(
        new PersonalNotice(
            ada.id(),
            kind,
            key,
            clock.now,
            who.map(Person::id),
            title,
            "inbox/" + happened.size()));
  }

  private void mentioned(String key) {
    happens(MailKind.MENTION, key, Optional.empty(), "Somebody mentioned you on " + key);
  }

  private List<String> kinds() {
    return trail().list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 50).reversed().stream()
        .map(AuditEntry::kind)
        .toList();
  }

  @Test
  void nothingIsSentBeforeSomebodyConfirmedTheirAddressButTheLinkForIt() throws Exception {
    mentioned("before");
    goOn();
    assertThat(mails()).as("nobody asked for mails").isEmpty();
    choices().ask(" ada@example.org ", me);
    mentioned("unconfirmed");
    goOn();
    clock.later(Duration.ofMinutes(5));
    goOn();
    assertThat(mails()).hasSize(1);
    assertThat(newest().getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("ada@example.org");
    assertThat(newest().getSubject()).isEqualTo("Harmony Lab: confirm this address");
    assertThat(newest().getFrom()[0]).hasToString("Harmony Lab <lab@example.org>");
    assertThat(newest().getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(text(newest())).contains("Ada asked for mails", "do nothing");
    choices().confirm(secret(), me);
    mentioned("since");
    goOn();
    clock.later(MailPace.GATHERED);
    goOn();
    goOn();
    assertThat(mails()).hasSize(2);
    assertThat(newest().getSubject()).isEqualTo("Harmony Lab: Somebody mentioned you on since");
    assertThat(text(newest()))
        .isEqualTo(
            """
            Somebody mentioned you on since
            https://lab.example.org/inbox/2

            --\s
            You get this because you switched it on. Change it, or switch it off:
            https://lab.example.org/account\
            """);
    assertThat(kinds()).contains("mails-switched-on");
  }

  @Test
  void aLinkConfirmsOneAddressOnceForWhoeverAskedForIt() {
    var bob = Actor.of(people.add("Bob", Role.READER));
    choices().ask("bob@example.org", bob);
    goOn();
    var ofBob = secret();
    choices().ask("ada@example.org", me);
    goOn();
    var secret = secret();
    assertThatThrownBy(() -> choices().confirm(secret, bob))
        .hasMessageContaining("no address of yours");
    assertThatThrownBy(() -> choices().confirm(ofBob, me))
        .hasMessageContaining("no address of yours");
    assertThatThrownBy(() -> choices().confirm("", me)).hasMessageContaining("no address of yours");
    choices().ask("other@example.org", me);
    assertThatThrownBy(() -> choices().confirm(secret, me))
        .as("of the address before")
        .hasMessageContaining("no address of yours");
    goOn();
    var other = secret();
    clock.later(MailChoices.TO_CONFIRM);
    assertThatThrownBy(() -> choices().confirm(other, me))
        .as("a day later")
        .hasMessageContaining("no address of yours");
    choices().ask("other@example.org", me);
    goOn();
    assertThat(choices().confirm(secret(), me)).hasToString("other@example.org");
    assertThatThrownBy(() -> choices().confirm(secret(), me)).hasMessageContaining("once");
  }

  @Test
  void anotherAddressIsConfirmedAgainAndNothingGoesToEitherBefore() throws Exception {
    confirmed("ada@example.org");
    mentioned("waits");
    post().look();
    choices().ask("ada@elsewhere.example.org", me);
    mentioned("unconfirmed");
    clock.later(Duration.ofMinutes(2));
    goOn();
    assertThat(mails()).hasSize(2);
    assertThat(newest().getAllRecipients()[0]).hasToString("ada@elsewhere.example.org");
    choices().confirm(secret(), me);
    clock.later(Duration.ofHours(1));
    goOn();
    assertThat(mails()).as("nothing of before").hasSize(2);
  }

  @Test
  void whoSwitchesOffGetsNothingMoreAndNeitherDoesWhoMayNotSignIn() {
    confirmed("ada@example.org");
    mentioned("waits");
    post().look();
    choices().switchOff(me);
    clock.later(Duration.ofHours(1));
    goOn();
    assertThat(mails()).hasSize(1);
    assertThat(choices().of(me)).isEmpty();
    assertThat(kinds()).contains("mails-switched-off");
    confirmed("ada@example.org");
    mentioned("waits again");
    post().look();
    new Roles(people, new Rights(people)).leaveOut(ada.id(), new Actor(people.localId()));
    clock.later(Duration.ofHours(1));
    goOn();
    goOn();
    assertThat(mails()).hasSize(2);
  }

  @Test
  void whatSomebodyMayNotOpenAnyMoreWhenItIsSentIsLeftOut() {
    confirmed("ada@example.org");
    mentioned("open");
    mentioned("closed");
    post().look();
    closed.add("closed");
    clock.later(MailPace.GATHERED);
    goOn();
    assertThat(text(newest())).contains("on open").doesNotContain("closed");
    closed.clear();
    clock.later(Duration.ofHours(1));
    goOn();
    assertThat(mails()).hasSize(2);
  }

  @Test
  void onceADayIsOneMailInTheMorning() throws Exception {
    confirmed("ada@example.org");
    choices().choose(Set.of(MailKind.MENTION, MailKind.RUN), MailPace.DAILY, me);
    for (int one = 0; one < 25; one++) {
      mentioned("thing " + one);
      happens(MailKind.ANSWER, "answer " + one, Optional.empty(), "not wanted");
      clock.later(Duration.ofMinutes(5));
      goOn();
    }
    assertThat(mails()).hasSize(1);
    clock.now = Instant.parse("2026-11-30T06:59:59Z");
    goOn();
    assertThat(mails()).hasSize(1);
    clock.now = Instant.parse("2026-11-30T07:00:00Z");
    goOn();
    goOn();
    assertThat(mails()).hasSize(2);
    assertThat(newest().getSubject()).isEqualTo("Harmony Lab: 25 news");
    assertThat(text(newest()))
        .contains("on thing 0\n", "on thing 19\n", "and 5 more")
        .doesNotContain("thing 20", "not wanted");
    mentioned("of the next day");
    goOn();
    choices().choose(Set.of(MailKind.MENTION), MailPace.AT_ONCE, me);
    clock.later(MailPace.GATHERED);
    goOn();
    assertThat(mails()).as("who wants it at once waits no more for the morning").hasSize(3);
  }

  @Test
  void whatCannotBeOneAddressIsWrittenAsOneAndKeepsNothingElseBack() {
    confirmed("ada@example.org");
    happened.add(
        new PersonalNotice(
            ada.id(),
            MailKind.RUN,
            "odd",
            clock.now,
            Optional.empty(),
            "Your training of {eyes ended",
            "trainings/of {eyes and mouths"));
    post().look();
    clock.later(MailPace.GATHERED);
    goOn();
    assertThat(text(newest()))
        .contains("\nhttps://lab.example.org/trainings/of%20{eyes%20and%20mouths\n");
  }

  @Test
  void whatPeopleAreCalledEndsNoLineOfAMailAndTurnsNothingRound() throws Exception {
    confirmed("ada@example.org");
    var eve = people.add("Eve", Role.READER);
    happens(
        MailKind.MENTION,
        "nasty",
        Optional.of(eve),
        "mentioned you on x\r\nBcc: all@example.org\r\n\r\nhttps://evil.example.org\u202e\u2028gro");
    clock.later(Duration.ofSeconds(1));
    goOn();
    clock.later(MailPace.GATHERED);
    goOn();
    assertThat(newest().getAllRecipients()).hasSize(1);
    assertThat(newest().getHeader("Bcc")).isNull();
    assertThat(newest().getSubject())
        .isEqualTo(
            "Harmony Lab: Eve mentioned you on x Bcc: all@example.org https://evil.example.org gro");
    assertThat(text(newest()).lines().filter(line -> line.startsWith("http")))
        .containsExactly("https://lab.example.org/inbox/0", "https://lab.example.org/account");
  }

  @Test
  void whatTheServerDoesNotTakeIsTriedAgainLaterAlsoAfterARestartAndThenGivenUp() {
    confirmed("ada@example.org");
    mentioned("lost");
    post().look();
    server.stop();
    clock.later(MailPace.GATHERED);
    post().send();
    assertThat(outbox().failures(Outbox.Way.MAIL)).isEmpty();
    clock.later(Duration.ofSeconds(30));
    server.start();
    post().send();
    assertThat(mails().stream().map(MailPostTest::text))
        .as("once the server is there")
        .anyMatch(text -> text.contains("on lost"));
    server.stop();
    mentioned("given up");
    post().look();
    for (int attempt = 0; attempt <= Outbox.WAITS.size(); attempt++) {
      clock.later(Duration.ofHours(13));
      post().send();
    }
    assertThat(outbox().failures(Outbox.Way.MAIL))
        .hasValueSatisfying(failed -> {
          assertThat(failed.many()).isOne();
          assertThat(failed.newest()).contains("127.0.0.1 was not reached").doesNotContain("ada@");
        });
    assertThat(outbox().failures(Outbox.Way.WEBHOOK)).isEmpty();
    outbox().forgetFailed(Outbox.Way.MAIL);
    assertThat(outbox().failures(Outbox.Way.MAIL)).isEmpty();
  }

  @Test
  void whatMayHaveArrivedIsSentOnceMoreAtMostAndSaysSo() throws Exception {
    confirmed("ada@example.org");
    mentioned("perhaps");
    post().look();
    clock.later(MailPace.GATHERED);
    try (var silent = new PlainMailServer()) {
      silent.answer(PlainMailServer.END, PlainMailServer.SILENCE);
      to = silent.port();
      for (int minute = 0; minute < 60; minute++) {
        post().send();
        clock.later(Duration.ofMinutes(1));
      }
      assertThat(silent.given).singleElement().asString().doesNotContain("come to you before");
      for (int hour = 0; hour < 48; hour++) {
        post().send();
        clock.later(Duration.ofHours(1));
      }
      assertThat(silent.given).hasSize(2);
      assertThat(silent.given.getLast()).contains("on perhaps", "may have come to you before");
    }
    assertThat(told())
        .hasValueSatisfying(words -> {
          assertThat(words.title()).isEqualTo("1 notice could not be mailed");
          assertThat(words.text()).isEqualTo("Nobody said whether it arrived.");
        });
  }

  @Test
  void whatTheSettingsKeepFromBeingSentWaitsForThemAndIsToldAtOnce() throws Exception {
    confirmed("ada@example.org");
    mentioned("held");
    post().look();
    clock.later(MailPace.GATHERED);
    try (var refusing = new PlainMailServer()) {
      refusing.answer("MAIL", "550 5.7.1 not from you");
      to = refusing.port();
      var post = post();
      for (int hour = 0; hour < 40; hour++) {
        post.send();
        clock.later(Duration.ofHours(1));
      }
      assertThat(post.obstacle()).hasValueSatisfying(it -> assertThat(it).contains("lab@example"));
      assertThat(outbox().failures(Outbox.Way.MAIL)).as("of no recipient").isEmpty();
      refusing.answer("MAIL", "250 yes");
      post.send();
      assertThat(refusing.given).singleElement().asString().contains("on held");
      assertThat(post.obstacle()).isEmpty();
    }
  }

  private Optional<ActivityProblem.Words> told() {
    return new MailClock(
            List.of(new News()),
            outbox(),
            table(),
            choices(),
            people,
            new Rights(people),
            clock,
            new DataSourceTransactionManager(source),
            settings())
        .of(new Actor(people.localId()));
  }

  @Test
  void nobodyCausesManyMailsByAskingForLinks() {
    for (int time = 0; time < MailChoices.ASKED_A_DAY; time++) {
      choices().ask("somebody%d@example.org".formatted(time), me);
      clock.later(Duration.ofSeconds(1));
    }
    assertThatThrownBy(() -> choices().ask("another@example.org", me))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 links were sent for you within a day");
    goOn();
    assertThat(mails()).as("only the last of them was still wanted").hasSize(1);
    clock.later(Duration.ofDays(1));
    choices().ask("another@example.org", me);
  }

  @Test
  void whatIsNoAddressIsRefusedInWords() {
    for (var text :
        List.of(
            "",
            "ada",
            "ada@",
            "@example.org",
            "ada@example.org\r\nBcc: all@example.org",
            "ada@example.org, bob@example.org",
            "Ada <ada@example.org>",
            "a da@example.org",
            "ada@-example.org",
            "ada@exämple.org",
            "a".repeat(65) + "@example.org",
            "ada@" + "e.".repeat(150) + "org")) {
      assertThatThrownBy(() -> choices().ask(text, me))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("An e-mail address is needed, as ada@example.org");
    }
    assertThat(choices().of(me)).isEmpty();
    assertThat(new MailAddress("a.d+lab@mail.example.org")).hasToString("a.d+lab@mail.example.org");
  }
}
