package lab.harmony.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.json.Json;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.people.Somebody;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

@Tag("process")
class OutgoingPostTest {

  private final JdbcDataSource source = new JdbcDataSource();
  private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
  private final List<Occurrence> happened = new ArrayList<>();
  private volatile int status = 200;
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
  private HttpServer server;
  private People people;
  private Webhook webhook;

  @BeforeEach
  void begin() throws IOException {
    source.setURL("jdbc:h2:mem:notices-%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    Flyway.configure()
        .dataSource(source)
        .locations("filesystem:src/main/resources/db/migration")
        .load()
        .migrate();
    people = Somebody.in(source);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          arrived.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    webhook =
        new Webhook(
            WebhookSettings.of(
                "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()),
                "a secret of the receiver",
                "comment,run-ended"),
            Duration.ofSeconds(10),
            clock);
  }

  @AfterEach
  void end() {
    webhook.close();
    server.stop(0);
  }

  private final class Moved extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  private Outbox outbox() {
    return new Outbox(JdbcClient.create(source));
  }

  /// As it is after each start of the lab.
  private OutgoingPost post() {
    return new OutgoingPost(
        List.of(time ->
            happened.stream()
                .filter(one -> !one.at().isBefore(time))
                .sorted(Comparator.comparing(Occurrence::at))
                .limit(OccurrenceSource.MOST)
                .toList()),
        outbox(),
        webhook,
        URI.create("https://lab.example.org/"),
        new Moved(),
        new DataSourceTransactionManager(source));
  }

  private void goOn() throws InterruptedException {
    var post = post();
    post.look();
    post.send();
  }

  private void happens(String key, Instant at, Optional<PersonId> who) {
    happened.add(
        new Occurrence(
            OccurrenceKind.COMMENT, key, at, who, "Comment on <b>Baseline</b>", "inbox/1"));
  }

  @Test
  void whatHappensIsToldOnceWithTheNameOfNowAndWhatWasBeforeIsNot() throws Exception {
    var ada = people.add("Ada", Role.RESEARCHER);
    happens("comment 1", now.minusSeconds(1), Optional.of(ada.id()));
    goOn();
    assertThat(arrived).as("from before it was switched on").isEmpty();
    now = now.plusSeconds(5);
    happens("comment 2", now, Optional.of(ada.id()));
    happened.add(
        new Occurrence(
            OccurrenceKind.REPORT, "report x", now, Optional.empty(), "Not asked for", "reports"));
    people.rename(ada.id(), "Ada \"Countess\"");
    now = now.plusSeconds(5);
    goOn();
    goOn();
    now = now.plusSeconds(60);
    goOn();
    assertThat(arrived).hasSize(1);
    var json = Json.object(arrived.getFirst());
    assertThat(json.path("kind").asString()).isEqualTo("comment");
    assertThat(json.path("title").asString()).isEqualTo("Comment on <b>Baseline</b>");
    assertThat(json.path("who").asString()).isEqualTo("Ada \"Countess\"");
    assertThat(json.path("link").asString()).isEqualTo("https://lab.example.org/inbox/1");
    assertThat(json.path("at").asString()).isEqualTo("2026-11-29T12:00:05Z");
    assertThat(json.size()).isEqualTo(6);
  }

  @Test
  void whatWasWrittenLateIsFound() throws Exception {
    goOn();
    now = now.plusSeconds(600);
    goOn();
    happens("comment 1", now.minusSeconds(120), Optional.empty());
    now = now.plusSeconds(5);
    goOn();
    assertThat(arrived).hasSize(1);
  }

  @Test
  void whatDoesNotArriveIsTriedAgainLaterAndLaterAlsoAfterARestartAndThenGivenUp()
      throws Exception {
    goOn();
    status = 500;
    happens("comment 1", now, Optional.empty());
    happens("comment 2", now, Optional.empty());
    now = now.plusSeconds(1);
    goOn();
    assertThat(arrived).as("the one behind it waits").hasSize(1);
    for (int second = 0; second < 4; second++) {
      goOn();
    }
    assertThat(arrived).as("not before its time").hasSize(2);
    assertThat(outbox().failures(Outbox.Way.WEBHOOK)).isEmpty();
    for (int day = 0; day < 4; day++) {
      for (int hour = 0; hour < 24; hour++) {
        now = now.plus(Duration.ofHours(1));
        goOn();
        goOn();
      }
    }
    assertThat(arrived).hasSize(2 * (Outbox.WAITS.size() + 1));
    assertThat(outbox().failures(Outbox.Way.WEBHOOK))
        .hasValueSatisfying(failed -> {
          assertThat(failed.many()).isEqualTo(2);
          assertThat(failed.newest()).isEqualTo("127.0.0.1 answered 500");
        });
    status = 200;
    arrived.clear();
    outbox().again(Outbox.Way.WEBHOOK, now);
    goOn();
    assertThat(arrived).hasSize(2);
    assertThat(outbox().failures(Outbox.Way.WEBHOOK)).isEmpty();
  }

  @Test
  void ofTwoProcessesOneSendsIt() throws Exception {
    goOn();
    happens("comment 1", now, Optional.empty());
    post().look();
    var one = outbox().due(now, 5).getFirst();
    assertThat(outbox().take(one, now)).isTrue();
    assertThat(outbox().take(one, now)).isFalse();
    post().send();
    assertThat(arrived).isEmpty();
    now = now.plus(Outbox.WAITS.getFirst());
    post().send();
    assertThat(arrived).as("the process that took it ended").hasSize(1);
  }

  @Test
  void manyAtOnceAreAllTold() throws Exception {
    goOn();
    for (int number = 0; number < OccurrenceSource.MOST + 50; number++) {
      happens("comment " + number, now.plusMillis(number), Optional.empty());
    }
    now = now.plusSeconds(60);
    for (int look = 0; look < 40; look++) {
      goOn();
    }
    assertThat(arrived).hasSize(OccurrenceSource.MOST + 50).doesNotHaveDuplicates();
  }

  @Test
  void whatIsSwitchedOffForgetsWhatWaitsAndTellsNothingOfMeanwhile() throws Exception {
    goOn();
    status = 500;
    happens("comment 1", now, Optional.empty());
    goOn();
    outbox().close();
    status = 200;
    arrived.clear();
    now = now.plusSeconds(60);
    happens("comment 2", now, Optional.empty());
    now = now.plusSeconds(60);
    goOn();
    now = now.plusSeconds(60);
    goOn();
    assertThat(arrived).isEmpty();
  }
}
