package lab.harmony.notices;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.json.Json;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks for what happened, puts it into the outbox, and sends what lies there. Nothing that people
/// do waits for it: it reads what they did from the database afterwards, so nothing is lost while
/// the lab is off.
final class OutgoingPost {

  /// What ends now may have begun to be written so much earlier.
  private static final Duration LATE = Duration.ofMinutes(10);

  /// What happened longer ago is not told any more.
  private static final Duration NEWS = Duration.ofDays(7);

  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final int AT_ONCE = 20;

  private final List<OccurrenceSource> sources;
  private final Outbox outbox;
  private final Webhook webhook;
  private final URI lab;
  private final Clock clock;
  private final TransactionTemplate transaction;

  /// @param lab where people reach it, with a slash at its end
  OutgoingPost(
      List<OccurrenceSource> sources,
      Outbox outbox,
      Webhook webhook,
      URI lab,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.sources = List.copyOf(sources);
    this.outbox = outbox;
    this.webhook = webhook;
    this.lab = lab;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// Puts what happened since the last look into the outbox; what happened before it was first
  /// switched on is not told.
  void look() {
    var now = clock.instant();
    var mark = outbox.mark();
    if (mark.isEmpty()) {
      outbox.begin(now);
      return;
    }
    var since =
        Stream.of(mark.get().lookedTo().minus(LATE), mark.get().switchedOn(), now.minus(NEWS))
            .max(Instant::compareTo)
            .get();
    var all = sources.stream().map(source -> source.since(since)).toList();
    transaction.executeWithoutResult(_ -> {
      all.stream()
          .flatMap(List::stream)
          .filter(one -> webhook.settings().kinds().contains(one.kind()))
          .forEach(one -> outbox.add(one, now));
      outbox.lookedTo(lookedTo(all, now));
      outbox.forget(now.minus(REMEMBERED));
    });
  }

  /// What was too much for one look is found by the next, which begins where this one ended.
  private static Instant lookedTo(List<List<Occurrence>> all, Instant now) {
    return all.stream()
        .filter(of -> of.size() >= OccurrenceSource.MOST)
        .map(of -> of.getLast().at().plus(LATE))
        .min(Instant::compareTo)
        .orElse(now);
  }

  /// Sends what is due. When one does not arrive, those behind it wait for the next time.
  void send() throws InterruptedException {
    for (var one : outbox.due(clock.instant(), AT_ONCE)) {
      if (outbox.take(one, clock.instant())) {
        var problem = webhook.send(json(one));
        if (problem.isPresent()) {
          outbox.failed(one, problem.get());
          return;
        }
        outbox.sent(one);
      }
    }
  }

  private String json(Outbox.Waiting one) {
    var json = Json.MAPPER.createObjectNode();
    json.put("id", one.id());
    json.put("kind", one.kind());
    json.put("at", one.at().toString());
    json.put("title", one.title());
    json.put("who", one.who().map(who -> Occurrence.line(who.name())).orElse(""));
    json.put("link", link(one.path()));
    return Json.MAPPER.writeValueAsString(json);
  }

  private String link(String path) {
    return lab + path;
  }
}
