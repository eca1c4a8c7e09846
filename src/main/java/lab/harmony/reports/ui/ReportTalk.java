package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ReportTopics;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.ui.Talk;
import lab.harmony.threads.ui.TalkAside;
import lab.harmony.threads.ui.TalkMark;

/// What is said about reports, beside the list of them.
final class ReportTalk extends Composite<Div> {
  private final Talk talk;
  private final ReportReaders readers;
  private final Actor who;
  private final Map<Topic, TalkMark> marks = new HashMap<>();
  private Map<Topic, ThreadCount> counts = Map.of();
  private Optional<TalkAside> aside = Optional.empty();

  ReportTalk(Talk talk, ReportReaders readers, Actor who) {
    this.talk = talk;
    this.readers = readers;
    this.who = who;
    getContent().addClassName("report-list__talk");
    talk.count(this, TopicKind.REPORT, this::show);
  }

  private void show(Map<Topic, ThreadCount> now) {
    counts = now;
    marks.forEach((topic, mark) -> mark.show(now.getOrDefault(topic, ThreadCount.NONE)));
  }

  /// The mark of a report in the list.
  TalkMark mark(ReportLine line) {
    var title = line.newest().title();
    var topic = ReportTopics.report(line);
    var mark = new TalkMark("“%s”".formatted(title), true, () -> toggle(topic, title));
    mark.show(counts.getOrDefault(topic, ThreadCount.NONE));
    marks.put(topic, mark);
    return mark;
  }

  private void toggle(Topic topic, String title) {
    if (aside.flatMap(TalkAside::shown).equals(Optional.of(topic))) {
      aside.ifPresent(TalkAside::close);
    } else {
      open(topic, title);
    }
  }

  /// @param name of a version, as an address says it; of what is not there, or not for this person,
  ///   nothing is opened
  void openFrom(String name) {
    ReportName.find(name)
        .flatMap(version -> readers.line(version, who))
        .ifPresent(line -> open(ReportTopics.report(line), line.newest().title()));
  }

  private void open(Topic topic, String title) {
    getContent().removeAll();
    var opened =
        talk.beside(
            TopicGroup.of(topic),
            who,
            one -> one.equals(topic) ? Optional.of(title) : Optional.empty(),
            () -> Optional.ofNullable(marks.get(topic)).ifPresent(TalkMark::focus));
    aside = Optional.of(opened);
    getContent().add(opened);
    opened.open(topic);
  }
}
