package lab.harmony.training.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.ui.Talk;
import lab.harmony.threads.ui.TalkAside;
import lab.harmony.threads.ui.TalkMark;

/// What is said about the epochs of a training, beside it.
final class EpochTalk {
  private static final Pattern EPOCH = Pattern.compile("[0-9]{1,6}");

  private final ModelName training;
  private final TalkAside aside;
  private final List<Mark> marks = new ArrayList<>();
  private Map<Topic, ThreadCount> counts = Map.of();
  private Set<Integer> epochs = Set.of();

  private record Mark(int epoch, TalkMark mark) {}

  EpochTalk(ModelName training, Talk talk, Actor who) {
    this.training = training;
    var group = new TopicGroup(Set.of(TopicKind.EPOCH), training.value());
    aside = talk.beside(group, who, this::name, () -> {});
    talk.count(aside, group, this::show);
  }

  TalkAside aside() {
    return aside;
  }

  /// Begins anew: the marks of before are on the page no more.
  ///
  /// @param now the epochs that are there
  void drawAnew(Set<Integer> now) {
    epochs = Set.copyOf(now);
    marks.clear();
    aside.showNames();
  }

  /// A mark for what is said about an epoch.
  TalkMark mark(int epoch) {
    var mark = new TalkMark(words(epoch), true, () -> toggle(epoch));
    mark.show(counts.getOrDefault(topic(epoch), ThreadCount.NONE));
    marks.add(new Mark(epoch, mark));
    return mark;
  }

  /// @param epoch as an address says it; of what is no epoch nothing is opened
  void open(String epoch) {
    if (EPOCH.matcher(epoch).matches()) {
      aside.open(topic(Integer.parseInt(epoch)));
    }
  }

  private void toggle(int epoch) {
    var topic = topic(epoch);
    if (aside.shown().equals(Optional.of(topic))) {
      aside.close();
    } else {
      aside.open(topic);
    }
  }

  private void show(Map<Topic, ThreadCount> now) {
    counts = now;
    marks.forEach(one -> one.mark().show(now.getOrDefault(topic(one.epoch()), ThreadCount.NONE)));
  }

  private Topic topic(int epoch) {
    return new Topic.Epoch(training.value(), epoch);
  }

  private Optional<String> name(Topic topic) {
    return topic instanceof Topic.Epoch(_, var epoch) && epochs.contains(epoch)
        ? Optional.of(TrainingWords.epoch(epoch))
        : Optional.empty();
  }

  private static String words(int epoch) {
    return TrainingWords.epoch(epoch).toLowerCase(Locale.ROOT);
  }
}
