package lab.harmony.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.harmony.activity.ActivityProblem;
import lab.harmony.network.Reach;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.workspace.HarmonySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/// Mails what happened, every few seconds, where the settings name a mail server; and tells the
/// lab's owners what could not be mailed. Only the process that serves pages does.
@Component
@ConditionalOnWebApplication
class MailClock implements SmartLifecycle, ActivityProblem {

  private static final Logger log = LoggerFactory.getLogger(MailClock.class);
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  /// As long as a server may take for the answer to a whole mail (RFC 5321, 4.5.3.2.6): whoever
  /// waits less sends what arrived.
  private static final Duration TO_ANSWER = Duration.ofMinutes(10);

  private static final int SECONDS = 3;

  private final Optional<MailPost> post;
  private final Outbox outbox;
  private final MailTable table;
  private final Rights rights;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("outgoing-mails").factory());
  private volatile boolean running;

  MailClock(
      List<PersonalNews> sources,
      Outbox outbox,
      MailTable table,
      MailChoices choices,
      People people,
      Rights rights,
      Clock clock,
      PlatformTransactionManager transactions,
      HarmonySettings settings) {
    this.outbox = outbox;
    this.table = table;
    this.rights = rights;
    this.clock = clock;
    this.post =
        MailSettings.of(settings)
            .map(server ->
                new MailPost(
                    sources,
                    outbox,
                    table,
                    choices,
                    people,
                    new Mailer(server, TO_CONNECT, TO_ANSWER),
                    Reach.of(settings).address(settings.port()),
                    clock,
                    ZoneId.systemDefault(),
                    transactions));
  }

  @Override
  public Optional<Words> of(Actor who) {
    if (!rights.may(who, Right.KEEP_MACHINE)) {
      return Optional.empty();
    }
    return post.flatMap(MailPost::obstacle)
        .map(obstacle ->
            new Words(
                "Mails wait for the settings",
                "%s. Look at harmony.mail in the settings; what waits goes out by itself then."
                    .formatted(obstacle)))
        .or(() -> outbox.failures(Outbox.Way.MAIL).map(MailClock::words));
  }

  private static Words words(Outbox.Failures failed) {
    return new Words(
        "%d %s could not be mailed"
            .formatted(failed.many(), failed.many() == 1 ? "notice" : "notices"),
        failed.triedToTheEnd()
            ? "%s, also after %d tries. Look at harmony.mail in the settings, or at the mail server."
                .formatted(failed.newest(), Outbox.WAITS.size() + 1)
            : failed.newest() + ".");
  }

  @Override
  public void again(Actor who) {
    rights.require(who, Right.KEEP_MACHINE);
    outbox.again(Outbox.Way.MAIL, clock.instant());
  }

  @Override
  public void forget(Actor who) {
    rights.require(who, Right.KEEP_MACHINE);
    outbox.forgetFailed(Outbox.Way.MAIL);
  }

  @Override
  public void start() {
    running = true;
    if (post.isPresent()) {
      clockwork.scheduleWithFixedDelay(() -> work(post.get()), SECONDS, SECONDS, TimeUnit.SECONDS);
    } else {
      table.close();
      outbox.dropWaiting(Outbox.Way.MAIL);
    }
  }

  private static void work(MailPost post) {
    try {
      post.look();
      post.send();
    } catch (RuntimeException e) {
      log.warn("What is to be mailed waits.", e);
    }
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
