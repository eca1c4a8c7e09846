package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.reports.Audience;
import lab.harmony.reports.Publication;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
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

  @Autowired Threads threads;
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
        new Topic.Experiment("drawn"),
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
        .param("now", Instant.now().atOffset(java.time.ZoneOffset.UTC))
        .update();
    open("activity");
    awaitShown("1 notice could not be sent to the webhook", "chat.example.org answered 500");
    press("Try again");
    awaitThat(() -> titles().contains("Comment on what failed"), ARRIVED::toString);
    assertThat(shown()).doesNotContain("could not be sent");
  }
}
