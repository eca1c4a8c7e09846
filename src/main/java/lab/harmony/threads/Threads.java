package lab.harmony.threads;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What people say about things, and the rules of it: whoever may comment and may look at a thing
/// says something about it, edits and withdraws what they said themselves, and resolves threads; an
/// owner withdraws what others said. Nothing that was said is ever lost.
@Service
public class Threads {

  /// The threads about one thing that are shown, and the comments of each.
  private static final int MOST_THREADS = 200;

  private static final int MOST_COMMENTS = 100;
  private static final int LONGEST_REASON = 500;
  private static final String GONE =
      "What this is about is not there any more, so nothing new can be begun. Your text is still"
          + " here.";

  private final ThreadStore store;
  private final ThreadWriter writer;
  private final TopicHomes homes;
  private final People people;
  private final Rights rights;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  Threads(
      ThreadStore store,
      ThreadWriter writer,
      TopicHomes homes,
      People people,
      Rights rights,
      AuditTrail audit,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events) {
    this.store = store;
    this.writer = writer;
    this.homes = homes;
    this.people = people;
    this.rights = rights;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
    this.events = events;
  }

  /// Begins a thread about something that is there.
  ///
  /// @param sending names the form that was filled in: what it sends again counts once
  public Posting open(Topic topic, String typed, String sending, Actor by) {
    rights.require(by, Right.COMMENT);
    var place = homes.find(topic);
    if (place.isEmpty() || !homes.mayLook(by, topic)) {
      return new Posting.Refused(GONE);
    }
    return said(
        typed,
        by,
        sending,
        place.map(TopicPlace::edition).orElse(""),
        _ -> writer.open(topic, place.get().title(), by.person()),
        topic.whole());
  }

  /// Answers in a thread, whether or not what it is about is still there.
  public Posting reply(long thread, String typed, String sending, Actor by) {
    rights.require(by, Right.COMMENT);
    var row = store.find(thread).filter(it -> homes.mayLook(by, it.topic()));
    if (row.isEmpty()) {
      return unknown();
    }
    var place = place(row.get());
    return said(
        typed,
        by,
        sending,
        place.map(TopicPlace::edition).orElse(""),
        _ -> {
          writer.hold(thread);
          place.ifPresent(it -> writer.title(thread, it.title()));
          return thread;
        },
        row.get().topic().whole());
  }

  private Posting said(
      String typed,
      Actor by,
      String sending,
      String edition,
      Function<PersonId, Long> thread,
      Topic topic) {
    return switch (CheckedText.of(typed, mentions())) {
      case CheckedText.Wrong(var reason) -> new Posting.Refused(reason);
      case CheckedText.Right(var text, var mentioned) -> {
        Posting.Posted posted;
        try {
          posted =
              transaction.execute(_ ->
                  store
                      .sent(by.person(), sending)
                      .orElseGet(() ->
                          add(thread.apply(by.person()), text, mentioned, edition, sending, by)));
        } catch (DuplicateKeyException sentMeanwhile) {
          posted = store.sent(by.person(), sending).orElseThrow(() -> sentMeanwhile);
        }
        tell(topic, posted.thread(), mentioned);
        yield posted;
      }
    };
  }

  /// Whoever writes has read what was there.
  private Posting.Posted add(
      long thread, String text, Set<PersonId> mentioned, String edition, String sending, Actor by) {
    long comment = writer.add(thread, by.person(), text, edition, sending);
    writer.mention(comment, mentioned);
    writer.join(thread, Set.of(by.person()), comment);
    writer.read(thread, by.person(), comment);
    writer.join(thread, mentioned, comment - 1);
    return new Posting.Posted(thread, comment);
  }

  /// Says something else instead, in a comment of one's own. What it said before is kept.
  ///
  /// @param version of the comment that was edited
  public Posting edit(long comment, int version, String typed, Actor by) {
    rights.require(by, Right.COMMENT);
    var before = visible(comment, by);
    if (before.isEmpty()) {
      return unknown();
    }
    if (!before.get().author().is(by.person())) {
      return new Posting.Refused("Only its author can edit a comment. Answer it instead.");
    }
    if (before.get().withdrawal().isPresent()) {
      return new Posting.Refused("This comment is withdrawn. Bring it back, then edit it.");
    }
    return switch (CheckedText.of(typed, mentions())) {
      case CheckedText.Wrong(var reason) -> new Posting.Refused(reason);
      case CheckedText.Right(var text, var mentioned) -> {
        var one = before.get();
        if (text.equals(one.text())) {
          yield new Posting.Posted(one.thread(), comment);
        }
        var edited =
            Boolean.TRUE.equals(
                transaction.execute(_ -> {
                  writer.hold(one.thread());
                  if (!writer.edit(one, version, text)) {
                    return false;
                  }
                  var called = new HashSet<>(mentioned);
                  called.removeAll(mentions().in(one.text()));
                  writer.mention(comment, called);
                  writer.join(one.thread(), called, comment - 1);
                  writer.readAnew(one.thread(), called, comment - 1);
                  return true;
                }));
        if (!edited) {
          yield new Posting.Refused(
              "You have edited this comment elsewhere meanwhile. Copy your text, close it, and look"
                  + " at what it says now.");
        }
        yield changed(one, mentioned);
      }
    };
  }

  /// Takes a comment out of sight. Others' comments need an owner, and a reason.
  public Posting withdraw(long comment, String reason, Actor by) {
    var found = visible(comment, by);
    if (found.isEmpty()) {
      return unknown();
    }
    var one = found.get();
    boolean own = one.author().is(by.person());
    rights.require(by, own ? Right.COMMENT : Right.WITHDRAW_COMMENTS);
    var why = reason.strip();
    if (!own && (why.isEmpty() || why.length() > LONGEST_REASON)) {
      return new Posting.Refused(
          why.isEmpty()
              ? "Say why; whoever reads the thread sees the reason."
              : "A reason has at most %d characters, and this has %,d."
                  .formatted(LONGEST_REASON, why.length()));
    }
    var event =
        AuditEvent.of(AuditKind.COMMENT_WITHDRAWN, by, AuditSubject.comment(comment))
            .with("reason", why);
    boolean done =
        own
            ? writer.withdraw(comment, by.person(), "")
            : audit.together(() -> {
              boolean first = writer.withdraw(comment, by.person(), why);
              if (first) {
                audit.record(event);
              }
              return first;
            });
    return done
        ? changed(one, Set.of())
        : new Posting.Refused("This comment is withdrawn already.");
  }

  /// Shows a withdrawn comment again: for whoever withdrew it, and for owners.
  public Posting bringBack(long comment, Actor by) {
    var found = visible(comment, by).filter(it -> it.withdrawal().isPresent());
    if (found.isEmpty()) {
      return unknown();
    }
    var own = found.get().withdrawal().orElseThrow().by().is(by.person());
    rights.require(by, own ? Right.COMMENT : Right.WITHDRAW_COMMENTS);
    writer.bringBack(comment);
    return changed(found.get(), Set.of());
  }

  /// Says that nothing is left to say, or that there is again.
  public Posting turn(long thread, boolean resolved, Actor by) {
    rights.require(by, Right.COMMENT);
    var row = store.find(thread).filter(it -> homes.mayLook(by, it.topic()));
    if (row.isEmpty()) {
      return unknown();
    }
    var turned =
        Boolean.TRUE.equals(transaction.execute(_ -> writer.turn(thread, resolved, by.person())));
    if (turned) {
      events.publishEvent(new ThreadsChanged(row.get().topic().whole(), thread));
    }
    return new Posting.Posted(thread, row.get().lastComment());
  }

  private Posting changed(ThreadComment comment, Set<PersonId> mentioned) {
    var topic = store.find(comment.thread()).orElseThrow().topic().whole();
    tell(topic, comment.thread(), mentioned);
    return new Posting.Posted(comment.thread(), comment.id());
  }

  private void tell(Topic topic, long thread, Set<PersonId> mentioned) {
    var all = new HashSet<>(store.members(thread));
    all.addAll(mentioned);
    events.publishEvent(new ThreadsChanged(topic, thread));
    events.publishEvent(new InboxChanged(all));
  }

  private static Posting unknown() {
    return new Posting.Refused("There is no such thread here, or it is not for you.");
  }

  private Optional<ThreadComment> visible(long comment, Actor by) {
    return store
        .comment(comment)
        .filter(it ->
            store.find(it.thread()).filter(row -> homes.mayLook(by, row.topic())).isPresent());
  }

  /// Whom comments can mention: everybody who uses the lab.
  public Mentions mentions() {
    return new Mentions(people.all().stream().filter(Person::maySignIn).toList());
  }

  /// Those who can be mentioned about something and look at it, whose names hold these words.
  public List<Person> mentionable(Topic topic, String words, int most, Actor by) {
    if (!homes.mayLook(by, topic)) {
      return List.of();
    }
    var sought = words.strip().toLowerCase(java.util.Locale.ROOT);
    return people.all().stream()
        .filter(Person::maySignIn)
        .filter(person -> person.name().toLowerCase(java.util.Locale.ROOT).contains(sought))
        .filter(person -> homes.mayLook(Actor.of(person), topic))
        .limit(most)
        .toList();
  }

  /// What is said about one thing; nothing for whoever may not look at it.
  public Optional<Said> on(Topic topic, Actor by) {
    return homes.mayLook(by, topic)
        ? Optional.of(
            new Said(
                homes.find(topic),
                store.whole(store.on(topic.whole(), MOST_THREADS), MOST_COMMENTS)))
        : Optional.empty();
  }

  /// The threads about one thing.
  ///
  /// @param place where it is; empty if it is not there, or no longer
  /// @param threads the newest of them, the oldest first
  public record Said(Optional<TopicPlace> place, List<CommentThread> threads) {
    public Said {
      threads = List.copyOf(threads);
    }
  }

  /// Where what a thread is about is; whatever has the name of what was deleted is another.
  private Optional<TopicPlace> place(ThreadStore.Row row) {
    return row.ended() ? Optional.empty() : homes.find(row.topic());
  }

  /// One thread, if somebody may look at what it is about.
  public Optional<CommentThread> find(long thread, Actor by) {
    return store
        .find(thread)
        .filter(row -> homes.mayLook(by, row.topic()))
        .map(row -> store.whole(List.of(row), MOST_COMMENTS).getFirst());
  }

  /// How many threads there are about something and each part of it, as far as somebody may look at
  /// them.
  public Map<Topic, ThreadCount> counts(TopicGroup group, Actor by) {
    return visible(store.counts(group), by);
  }

  /// The same about everything of a kind.
  public Map<Topic, ThreadCount> counts(TopicKind kind, Actor by) {
    return visible(store.counts(kind), by);
  }

  private Map<Topic, ThreadCount> visible(Map<Topic, ThreadCount> all, Actor by) {
    var visible = homes.visibleTo(by);
    return all.entrySet().stream()
        .filter(one -> visible.test(one.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The comments of a thread before one of them, as many as are shown at once.
  public List<ThreadComment> earlier(long thread, long before, Actor by) {
    return store
        .find(thread)
        .filter(row -> homes.mayLook(by, row.topic()))
        .map(row -> store.earlier(thread, before, MOST_COMMENTS))
        .orElse(List.of());
  }

  /// The comments of a thread from one of them to before another.
  public List<ThreadComment> between(long thread, long from, long before, Actor by) {
    return store
        .find(thread)
        .filter(row -> homes.mayLook(by, row.topic()))
        .map(row -> store.between(thread, from, before))
        .orElse(List.of());
  }

  /// What a comment said before it was edited, the oldest first.
  public List<String> before(long comment, Actor by) {
    return visible(comment, by)
        .filter(it -> it.withdrawal().isEmpty())
        .map(it -> store.before(it.id()))
        .orElse(List.of());
  }
}
