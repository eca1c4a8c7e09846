package lab.harmony.notices;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks for what concerns people who want mails, puts it into the outbox, and mails what lies
/// there and what its reader may still open. Nothing that people do waits for it.
final class MailPost {

  private static final Logger log = LoggerFactory.getLogger(MailPost.class);

  /// What ends now may have begun to be written so much earlier.
  private static final Duration LATE = Duration.ofMinutes(10);

  /// What happened longer ago is not told any more.
  private static final Duration NEWS = Duration.ofDays(7);

  private static final Duration REMEMBERED = Duration.ofDays(30);

  /// How often it is tried while the settings do not fit.
  private static final Duration UNTIL_SET = Duration.ofMinutes(10);

  private static final int PEOPLE_AT_ONCE = 20;
  private static final int MOST_OF_ONE = 500;

  private final List<PersonalNews> sources;
  private final Outbox outbox;
  private final MailTable table;
  private final MailChoices choices;
  private final People people;
  private final Mailer mailer;
  private final URI lab;
  private final Clock clock;
  private final ZoneId zone;
  private final TransactionTemplate transaction;
  private volatile Optional<String> obstacle = Optional.empty();

  /// @param lab where people reach it, with a slash at its end
  /// @param zone in which it is morning
  MailPost(
      List<PersonalNews> sources,
      Outbox outbox,
      MailTable table,
      MailChoices choices,
      People people,
      Mailer mailer,
      URI lab,
      Clock clock,
      ZoneId zone,
      PlatformTransactionManager transactions) {
    this.sources = List.copyOf(sources);
    this.outbox = outbox;
    this.table = table;
    this.choices = choices;
    this.people = people;
    this.mailer = mailer;
    this.lab = lab;
    this.clock = clock;
    this.zone = zone;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// Puts what happened since the last look into the outbox, for whoever had confirmed an address
  /// then and wants to know of it.
  void look() {
    var now = clock.instant();
    var lookedTo = table.lookedTo();
    var wanting = table.confirmed();
    if (lookedTo.isEmpty() || wanting.isEmpty()) {
      table.lookedTo(now);
      return;
    }
    var since =
        Stream.of(lookedTo.get().minus(LATE), now.minus(NEWS)).max(Instant::compareTo).get();
    var all = sources.stream().map(source -> source.since(since)).toList();
    transaction.executeWithoutResult(_ -> {
      all.stream()
          .flatMap(List::stream)
          .forEach(one ->
              Optional.ofNullable(wanting.get(one.to()))
                  .filter(choice -> isWanted(one, choice))
                  .ifPresent(choice -> outbox.add(one, choice.pace().next(now, zone))));
      table.lookedTo(lookedTo(all, now));
      outbox.forget(now.minus(REMEMBERED));
    });
  }

  private static boolean isWanted(PersonalNotice one, MailChoice choice) {
    return choice.kinds().contains(one.kind())
        && choice.confirmed().filter(since -> !one.at().isBefore(since)).isPresent();
  }

  /// What was too much for one look is found by the next, which begins where this one ended.
  private static Instant lookedTo(List<List<PersonalNotice>> all, Instant now) {
    return all.stream()
        .filter(of -> of.size() >= PersonalNews.MOST)
        .map(of -> of.getLast().at().plus(LATE))
        .min(Instant::compareTo)
        .orElse(now);
  }

  /// Why the server takes no mail of this lab until somebody changes the settings.
  Optional<String> obstacle() {
    return obstacle;
  }

  /// Mails what is due. When the server takes nothing, those behind wait for the next time.
  void send() {
    for (var to : outbox.recipientsDue(clock.instant(), PEOPLE_AT_ONCE)) {
      var choice = table.find(to);
      var person = people.find(to).filter(Person::maySignIn);
      if (choice.isEmpty() || person.isEmpty()) {
        outbox.dropOf(to);
      } else if (!send(person.get(), choice.get())) {
        return;
      }
    }
  }

  /// @return whether the server takes mails
  private boolean send(Person to, MailChoice choice) {
    var now = clock.instant();
    var due = outbox.due(to.id(), now, now.plus(MailPace.GATHERED), MOST_OF_ONE);
    if (choice.confirmed().isEmpty()) {
      return due.stream()
          .filter(one -> one.kind().equals(MailKind.CONFIRM.code()))
          .reduce((_, newest) -> newest)
          .map(one ->
              mail(
                  List.of(one),
                  choice,
                  () ->
                      MailText.confirming(
                          to.name(),
                          choices.secret(to.id(), choice.address()),
                          MailChoices.TO_CONFIRM,
                          lab)))
          .orElse(true);
    }
    var open = due.stream().filter(one -> isOpen(one, to.id(), choice)).toList();
    return open.isEmpty() || mail(open, choice, () -> MailText.news(open, lab));
  }

  /// What somebody does not want any more, or may not open any more, is dropped.
  private boolean isOpen(Outbox.Waiting one, PersonId to, MailChoice choice) {
    boolean open =
        MailKind.of(one.kind())
            .filter(choice.kinds()::contains)
            .flatMap(kind ->
                sources.stream().filter(source -> source.kinds().contains(kind)).findFirst())
            .filter(source -> source.mayOpen(new Actor(to), Outbox.key(to, one)))
            .isPresent();
    if (!open) {
      outbox.drop(one);
    }
    return open;
  }

  private interface Text {
    MailText make();
  }

  /// What cannot be written keeps nothing else from being sent.
  private Optional<Mailer.Problem> send(MailChoice choice, Text text, Runnable whenHanded) {
    try {
      var mail = text.make();
      return mailer.send(choice.address(), mail.subject(), mail.text(), whenHanded);
    } catch (RuntimeException e) {
      log.warn("A mail could not be written.", e);
      return Optional.of(
          new Mailer.Problem("the lab could not write it, as its log says", Mailer.Fault.MAIL));
    }
  }

  private boolean mail(List<Outbox.Waiting> about, MailChoice choice, Text text) {
    var now = clock.instant();
    var taken = about.stream().filter(one -> outbox.take(one, now)).toList();
    if (taken.isEmpty()) {
      return true;
    }
    var problem =
        send(choice, text, () -> taken.forEach(one -> outbox.handed(one, clock.instant())));
    var fault = problem.map(Mailer.Problem::fault);
    var words = problem.map(Mailer.Problem::words).orElse("");
    obstacle =
        fault.filter(it -> it == Mailer.Fault.SETTINGS).isPresent()
            ? Optional.of(words)
            : Optional.empty();
    for (var one : taken) {
      if (fault.isEmpty()) {
        outbox.sent(one);
      } else {
        switch (fault.get()) {
          case MAIL, SERVER -> outbox.failed(one, words);
          case SETTINGS -> outbox.held(one, words, clock.instant().plus(UNTIL_SET));
          case UNKNOWN -> log.info("{}; it is sent once more at most.", words);
        }
      }
    }
    return fault.filter(Mailer.Fault::isOfAll).isEmpty();
  }
}
