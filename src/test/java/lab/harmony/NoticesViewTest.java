package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import com.vaadin.flow.component.textfield.TextField;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What a lab tells outside where somebody switched that on.
@Tag("process")
class NoticesViewTest extends FullLab {

  private static final List<String> ARRIVED = Collections.synchronizedList(new ArrayList<>());

  private static final GreenMail MAILS = new GreenMail(ServerSetup.SMTP.dynamicPort());

  private static final Pattern LINK = Pattern.compile("/(account/mail\\?confirm=\\S+)");

  @Autowired Threads threads;
  @Autowired CurrentPerson current;
  @Autowired Reports reports;
  @Autowired JdbcClient database;

  @DynamicPropertySource
  static void receive(DynamicPropertyRegistry registry) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          ARRIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    registry.add(
        "harmony.notices.webhook.url",
        () -> "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort()));
    registry.add("harmony.notices.webhook.secret", () -> "a secret of the receiver");
    MAILS.start();
    registry.add("harmony.mail.server", () -> "127.0.0.1");
    registry.add("harmony.mail.port", () -> MAILS.getSmtp().getPort());
    registry.add("harmony.mail.security", () -> "none");
    registry.add("harmony.mail.from", () -> "lab@example.org");
  }

  private void awaitSwitchedOn() {
    awaitThat(
        () ->
            database.sql("select 1 from outgoing_mark").query(Integer.class).optional().isPresent(),
        () -> "it was not looked for anything yet");
  }

  private static List<String> titles() {
    return ARRIVED.stream().map(it -> Json.object(it).path("title").asString()).toList();
  }

  @Test
  void whatPeopleDoIsToldByItsTitleAloneAndNothingOfWhatIsForOthers() {
    awaitSwitchedOn();
    var ben = researcher("Ben who is told of");
    var named =
        (Publication.Published)
            reports.publish(
                new ExperimentSlug("drawn"),
                Publishing.by(ben)
                    .although("For few")
                    .readBy(new Audience.Named(Set.of(by("Ada").person()))));
    threads.open(
        new Topic.WholeExperiment("drawn"),
        "What **nobody** else hears",
        UUID.randomUUID().toString(),
        ben);
    var open =
        (Publication.Published)
            reports.publish(
                new ExperimentSlug("drawn"), Publishing.by(ben).although("For everybody"));
    awaitThat(() -> ARRIVED.size() >= 2, ARRIVED::toString);
    assertThat(titles())
        .anyMatch(it -> it.startsWith("Comment on "))
        .contains("Report published: " + open.report().title());
    var all = String.join("\n", ARRIVED);
    assertThat(all)
        .contains("Ben who is told of", "/reports/%s/index.html".formatted(open.report().name()))
        .doesNotContain("nobody")
        .doesNotContain("/reports/%s/".formatted(named.report().name()))
        .doesNotContain("secret of the receiver");
  }

  @AfterAll
  static void endMails() {
    MAILS.stop();
  }

  private static List<String> mails() {
    return Arrays.stream(MAILS.getReceivedMessages()).map(GreenMailUtil::getBody).toList();
  }

  private void address(String text) {
    find(TextField.class)
        .withCondition(field -> "Your e-mail address".equals(field.getLabel()))
        .single()
        .setValue(text);
  }

  @Test
  void whoWantsMailsConfirmsAnAddressIsWrittenToAndSwitchesThemOff() {
    open("account");
    awaitShown("Mails", "one line and a link for each");
    address("nobody");
    press("Send the link");
    awaitShown("An e-mail address is needed, as ada@example.org");
    address("me@example.org");
    press("Send the link");
    awaitShown("A link is on its way to me@example.org");
    awaitThat(() -> !mails().isEmpty(), () -> "no mail came");
    open("account/mail?confirm=another");
    awaitShown("Nothing was confirmed", "confirms no address of yours");
    var link = LINK.matcher(mails().getFirst().replace("=\r\n", "").replace("=3D", "="));
    assertThat(link.find()).as(mails().getFirst()).isTrue();
    open(link.group(1));
    awaitShown("me@example.org is confirmed");

    threads.open(
        new Topic.WholeExperiment("drawn"),
        "What only **you** should read, @" + current.name(),
        UUID.randomUUID().toString(),
        researcher("Ben who writes"));
    awaitThat(
        () -> {
          database
              .sql(
                  "update outgoing_notice set next_try = current_timestamp"
                      + " where recipient is not null and state = 'waiting' and tries = 0")
              .update();
          return mails().size() == 2;
        },
        () -> mails().toString());
    assertThat(mails().getLast())
        .contains("Ben who writes mentioned you on", "/inbox/", "/account")
        .doesNotContain("should read");

    open("account");
    awaitShown("Mails go to me@example.org", "Once a day, in the morning");
    press("Switch mails off");
    awaitShown("one line and a link for each");
    assertThat(database.sql("select count(*) from mail_choice").query(Integer.class).single())
        .isZero();
  }

  @Test
  void ownersAreToldWhatCouldNotBeMailed() {
    database
        .sql(
            """
            insert into outgoing_notice (recipient, kind, event, happened_at, title, path, state,
              tries, next_try, problem)
            values ('somebody', 'mail-mention', 'somebody mention 0', :now, 'x', 'inbox/0', 'failed',
              7, :now, 'smtp.example.org was not reached')
            """)
        .param("now", Instant.now().atOffset(ZoneOffset.UTC))
        .update();
    open("activity");
    awaitShown("1 notice could not be mailed", "smtp.example.org was not reached");
    database.sql("delete from outgoing_notice where recipient = 'somebody'").update();
  }

  @Test
  void ownersAreToldOfWhatFailedAndTryItAgain() {
    awaitSwitchedOn();
    database
        .sql(
            """
            insert into outgoing_notice (kind, event, happened_at, title, path, state, tries,
              next_try, problem)
            values ('comment', 'comment 0', :now, 'Comment on what failed', 'inbox/0', 'failed', 7,
              :now, 'chat.example.org answered 500')
            """)
        .param("now", Instant.now().atOffset(ZoneOffset.UTC))
        .update();
    open("activity");
    awaitShown("1 notice could not be sent to the webhook", "chat.example.org answered 500");
    press("Try again");
    awaitThat(() -> titles().contains("Comment on what failed"), ARRIVED::toString);
    assertThat(shown()).doesNotContain("could not be sent");
  }
}
