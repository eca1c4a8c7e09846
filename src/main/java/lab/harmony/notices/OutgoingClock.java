package lab.harmony.notices;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.harmony.activity.ActivityProblem;
import lab.harmony.network.Reach;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.workspace.HarmonySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/// Tells outside what happened, every few seconds, where the settings say to whom; and the lab's
/// owners, what could not be told. Only the process that serves pages does.
@Component
@ConditionalOnWebApplication
class OutgoingClock implements SmartLifecycle, ActivityProblem {

  private static final Logger log = LoggerFactory.getLogger(OutgoingClock.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SECONDS = 3;

  private final Optional<Webhook> webhook;
  private final Optional<OutgoingPost> post;
  private final Outbox outbox;
  private final Rights rights;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("outgoing-notices").factory());
  private volatile boolean running;

  OutgoingClock(
      List<OccurrenceSource> sources,
      Outbox outbox,
      Rights rights,
      Clock clock,
      PlatformTransactionManager transactions,
      HarmonySettings settings) {
    this.outbox = outbox;
    this.rights = rights;
    this.clock = clock;
    this.webhook = WebhookSettings.of(settings).map(found -> new Webhook(found, PATIENCE, clock));
    this.post =
        webhook.map(
            to -> new OutgoingPost(sources, outbox, to, lab(settings), clock, transactions));
  }

  private static URI lab(HarmonySettings settings) {
    return Reach.of(settings).address(settings.port());
  }

  @Override
  public Optional<Words> of(Actor who) {
    return rights.may(who, Right.KEEP_MACHINE)
        ? outbox
            .failures(Outbox.Way.WEBHOOK)
            .map(failed ->
                new Words(
                    "%d %s could not be sent to the webhook"
                        .formatted(failed.many(), failed.many() == 1 ? "notice" : "notices"),
                    failed.triedToTheEnd()
                        ? "%s, also after %d tries. Look at harmony.notices.webhook.url in the settings, or at the receiver."
                            .formatted(failed.newest(), Outbox.WAITS.size() + 1)
                        : failed.newest() + "."))
        : Optional.empty();
  }

  @Override
  public void again(Actor who) {
    rights.require(who, Right.KEEP_MACHINE);
    outbox.again(Outbox.Way.WEBHOOK, clock.instant());
  }

  @Override
  public void forget(Actor who) {
    rights.require(who, Right.KEEP_MACHINE);
    outbox.forgetFailed(Outbox.Way.WEBHOOK);
  }

  @Override
  public void start() {
    running = true;
    if (post.isPresent()) {
      clockwork.scheduleWithFixedDelay(() -> work(post.get()), SECONDS, SECONDS, TimeUnit.SECONDS);
    } else {
      outbox.close();
    }
  }

  private static void work(OutgoingPost post) {
    try {
      post.look();
      post.send();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("What is to be told outside waits.", e);
    }
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdownNow();
    webhook.ifPresent(Webhook::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
