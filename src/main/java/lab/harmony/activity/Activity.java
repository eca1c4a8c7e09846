package lab.harmony.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// What happened, as far as somebody may look at it, and what of it is new to them.
@Service
public class Activity {

  /// More new things than this are not counted.
  public static final int MOST_COUNTED = 100;

  /// How far back is counted, and further only while there is room; what is older than the last is
  /// not counted.
  private static final List<Duration> COUNTED =
      List.of(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

  /// How far back is looked for a page, again and again until it is full.
  private static final List<Duration> FAR =
      List.of(Duration.ofDays(7), Duration.ofDays(60), Duration.ofDays(730));

  private static final Instant BEGINNING = Instant.parse("1970-01-01T00:00:00Z");

  private static final Comparator<Happening> NEWEST_FIRST =
      Comparator.comparing(Happening::at)
          .reversed()
          .thenComparing(Happening::kind)
          .thenComparing(Happening::key);

  private final ObjectProvider<ActivitySource> sources;
  private final ObjectProvider<ActivityExperiments> experiments;
  private final ActivityMarks marks;
  private final Rights rights;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Activity(
      ObjectProvider<ActivitySource> sources,
      ObjectProvider<ActivityExperiments> experiments,
      ActivityMarks marks,
      Rights rights,
      ApplicationEventPublisher events,
      Clock clock) {
    this.sources = sources;
    this.experiments = experiments;
    this.marks = marks;
    this.rights = rights;
    this.events = events;
    this.clock = clock;
  }

  /// The newest of what happened.
  ///
  /// @param most lines, and those of the last one's time besides
  public ActivityPage page(ActivityFilter filter, int most, Actor who) {
    var asked = clock.instant();
    return page(filter, asked, comingTime(), marks.of(who.person()), most, who);
  }

  /// What comes after a part of it.
  ///
  /// @param most lines, and those of the last one's time besides
  public ActivityPage older(ActivityPage than, int most, Actor who) {
    var before = than.lines().isEmpty() ? BEGINNING : than.lines().getLast().what().at();
    return page(than.filter(), than.asked(), before, than.seen(), most, who);
  }

  private ActivityPage page(
      ActivityFilter filter, Instant asked, Instant before, SeenMarks seen, int most, Actor who) {
    var query =
        new ActivityQuery(
            who,
            filter.by(),
            Optional.empty(),
            filter.experiment(),
            BEGINNING,
            before,
            filter.experiment().map(seen::of).orElseGet(seen::lab).orElse(BEGINNING),
            most + 1);
    var found = found(filter, query);
    int shown = withTies(found, most);
    var titles = titles();
    var lines =
        found.subList(0, shown).stream()
            .map(one ->
                new ActivityPage.Line(
                    named(one, titles),
                    seen.isNew(one.moment())
                        && one.who().filter(it -> it.is(who.person())).isEmpty()))
            .toList();
    return new ActivityPage(filter, asked, lines, found.size() > shown, seen);
  }

  /// How much others did since somebody had seen all, at most [#MOST_COUNTED].
  public int unseen(Actor who) {
    var seen = marks.of(who.person());
    return seen.lab().map(to -> count(ActivityFilter.EVERYTHING, to, seen::isNew, who)).orElse(0);
  }

  /// How much others did after what somebody was shown of what they ask for, at most
  /// [#MOST_COUNTED].
  public int since(ActivityPage shown, Actor who) {
    var until = shown.until();
    return count(shown.filter(), until, one -> one.at().isAfter(until), who);
  }

  private int count(
      ActivityFilter filter, Instant since, Predicate<Happening.Moment> isNew, Actor who) {
    long news = 0;
    for (var far : COUNTED) {
      var from = clock.instant().minus(far);
      news = count(filter, since, from.isBefore(since) ? since : from, isNew, who);
      if (news >= MOST_COUNTED || from.isBefore(since)) {
        break;
      }
    }
    return (int) Math.min(MOST_COUNTED, news);
  }

  private long count(
      ActivityFilter filter,
      Instant since,
      Instant from,
      Predicate<Happening.Moment> isNew,
      Actor who) {
    var query =
        new ActivityQuery(
            who,
            filter.by(),
            Optional.of(who.person()),
            filter.experiment(),
            ActivityQuery.hour(from),
            comingTime(),
            since,
            MOST_COUNTED);
    return asked(filter).stream()
        .flatMap(source -> source.moments(query).stream())
        .filter(isNew)
        .count();
  }

  /// Notes that somebody has seen all that happened until a time, in the lab or in one experiment.
  public void seen(Optional<String> experiment, Instant until, Actor who) {
    marks.see(who.person(), experiment, until);
    events.publishEvent(new ActivitySeen(who.person()));
  }

  /// The experiments that somebody can ask for, with their titles.
  public SequencedMap<String, String> experiments(Actor who) {
    return rights.may(who, Right.LOOK) ? titles() : Collections.emptySortedMap();
  }

  private SequencedMap<String, String> titles() {
    var all = new LinkedHashMap<String, String>();
    experiments.stream().forEach(one -> all.putAll(one.titles()));
    return all;
  }

  /// Another process may have another time.
  private Instant comingTime() {
    return clock.instant().plus(Duration.ofDays(1));
  }

  private List<Happening> found(ActivityFilter filter, ActivityQuery query) {
    var asked = asked(filter);
    for (var far : FAR) {
      var found = found(asked, query.from(ActivityQuery.hour(query.before().minus(far))));
      if (found.size() >= query.most()) {
        return found;
      }
    }
    return found(asked, query);
  }

  private List<ActivitySource> asked(ActivityFilter filter) {
    return sources.stream()
        .filter(source -> filter.kind().map(source.kind()::equals).orElse(true))
        .toList();
  }

  private static List<Happening> found(List<ActivitySource> asked, ActivityQuery query) {
    return asked.stream()
        .flatMap(source -> source.happened(query).stream())
        .sorted(NEWEST_FIRST)
        .toList();
  }

  /// How many to show, so that the next page begins before the time of the last.
  private static int withTies(List<Happening> found, int most) {
    int shown = Math.min(most, found.size());
    while (shown > 0
        && shown < found.size()
        && found.get(shown).at().equals(found.get(shown - 1).at())) {
      shown++;
    }
    return shown;
  }

  private static Happening named(Happening one, SequencedMap<String, String> titles) {
    return one.thing().isEmpty()
        ? one.withThing(one.experiment().map(it -> titles.getOrDefault(it, it)).orElse(""))
        : one;
  }
}
