package lab.harmony.threads;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import lab.harmony.CountedStatements;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.MigratedDatabase;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// Threads over a database in memory, about things that a test puts there and takes away.
final class TalkingLab {

  static final Topic BASELINE = new Topic.WholeExperiment("baseline");
  static final Topic CELL = new Topic.NotebookCell("baseline", "table");
  static final Topic PICTURE = new Topic.Picture("r261120-204501-k3f9q", 3);

  final CountedStatements statements = new CountedStatements();
  final JdbcClient database;
  final AuditTrail audit;
  final People people;
  final Threads threads;
  final Inbox inbox;
  final ThreadStore store;
  final List<Object> told = Collections.synchronizedList(new ArrayList<>());
  final Map<Topic, TopicPlace> there = new HashMap<>();
  final Set<PersonId> barred = new HashSet<>();
  final List<Collection<Topic>> asked = new ArrayList<>();
  final Set<Topic> hidden = new HashSet<>();
  final TopicEnds ends;
  final CommentActivity activity;
  final CommentNews news;

  TalkingLab() {
    var source =
        (DataSource) statements.postProcessAfterInitialization(MigratedDatabase.inMemory(), "lab");
    database = JdbcClient.create(source);
    people = Somebody.in(source);
    audit = AuditTrail.over(source, Clock.systemUTC());
    var homes = new StaticListableBeanFactory();
    homes.addBean("home", new Home());
    var topics = new TopicHomes(homes.getBeanProvider(TopicHome.class));
    store = new ThreadStore(database);
    var writer = new ThreadWriter(database, Clock.systemUTC());
    threads =
        new Threads(
            store,
            writer,
            topics,
            people,
            new Rights(people),
            audit,
            new DataSourceTransactionManager(source),
            told::add);
    inbox = new Inbox(new InboxStore(database), writer, topics, told::add);
    ends = new TopicEnds(writer, Clock.systemUTC(), told::add);
    activity = new CommentActivity(database, topics, told::add);
    news = new CommentNews(database, store, topics);
    there.put(BASELINE, new TopicPlace("Baseline", "experiments/baseline"));
    there.put(CELL, new TopicPlace("Baseline · cell", "experiments/baseline?cell=table"));
    there.put(PICTURE, new TopicPlace("Picture 3", "runs/r261120-204501-k3f9q"));
  }

  Actor add(String name, Role role) {
    return Actor.of(people.add(name, role));
  }

  /// What an owner sees of the threads about something.
  List<CommentThread> on(Topic topic) {
    return threads.on(topic, owner()).orElseThrow().threads();
  }

  private Actor owner() {
    return people.all().stream()
        .filter(person -> person.role() == Role.OWNER)
        .map(Actor::of)
        .filter(who -> !barred.contains(who.person()))
        .findFirst()
        .orElseGet(() -> add("Olga", Role.OWNER));
  }

  /// Says something that is taken.
  Posting.Posted say(Topic topic, String text, Actor by) {
    return posted(threads.open(topic, text, sending(), by));
  }

  Posting.Posted answer(long thread, String text, Actor by) {
    return posted(threads.reply(thread, text, sending(), by));
  }

  static Posting.Posted posted(Posting posting) {
    return switch (posting) {
      case Posting.Posted posted -> posted;
      case Posting.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  static String refused(Posting posting) {
    return switch (posting) {
      case Posting.Posted posted -> throw new AssertionError("was taken: " + posted);
      case Posting.Refused(var reason) -> reason;
    };
  }

  static String sending() {
    return UUID.randomUUID().toString();
  }

  private final class Home implements TopicHome {
    @Override
    public Set<TopicKind> kinds() {
      return EnumSet.of(TopicKind.EXPERIMENT, TopicKind.CELL, TopicKind.PICTURE);
    }

    @Override
    public Map<Topic, TopicPlace> find(Collection<Topic> topics) {
      asked.add(topics);
      var places = new HashMap<Topic, TopicPlace>();
      topics.stream()
          .filter(topic -> there.containsKey(topic.whole()))
          .forEach(topic -> places.put(topic, there.get(topic.whole())));
      return places;
    }

    @Override
    public Predicate<Topic> visibleTo(Actor who) {
      boolean may = !barred.contains(who.person());
      return topic -> may && !hidden.contains(topic);
    }
  }
}
