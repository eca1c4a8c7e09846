package lab.harmony.reports.readers;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lab.harmony.people.Actor;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;
import lab.harmony.threads.TopicHome;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.TopicPlace;
import org.springframework.stereotype.Component;

/// Reports, as something to talk about: for whoever may read them in the lab. What is said belongs
/// to the report in all its versions, and stands in none of their pages.
@Component
public class ReportTopics implements TopicHome {

  private final ReportIndex index;
  private final ReportReaders readers;

  ReportTopics(ReportIndex index, ReportReaders readers) {
    this.index = index;
    this.readers = readers;
  }

  /// A report as a topic.
  public static Topic.Report report(ReportLine line) {
    return new Topic.Report(line.id());
  }

  public static TopicGroup group(ReportLine line) {
    return TopicGroup.of(report(line));
  }

  @Override
  public Set<TopicKind> kinds() {
    return Set.of(TopicKind.REPORT);
  }

  @Override
  public Map<Topic, TopicPlace> find(Collection<Topic> topics) {
    var lines =
        index.known().stream().collect(Collectors.toMap(ReportLine::id, Function.identity()));
    var places = new HashMap<Topic, TopicPlace>();
    for (var topic : topics) {
      var line = lines.get(topic.about());
      if (line != null) {
        places.put(topic, place(line));
      }
    }
    return places;
  }

  private static TopicPlace place(ReportLine line) {
    var newest = line.newest();
    return new TopicPlace(
        newest.title(), "reports?talk=" + newest.name(), "version " + newest.version().number());
  }

  @Override
  public Predicate<Topic> visibleTo(Actor who) {
    var readable = readers.readable(who);
    return topic -> readable.test(topic.about());
  }
}
