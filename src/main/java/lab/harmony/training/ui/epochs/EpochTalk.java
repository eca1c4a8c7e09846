package lab.harmony.training.ui.epochs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;
import lab.harmony.threads.ui.Talk;
import lab.harmony.threads.ui.TalkAside;
import lab.harmony.threads.ui.TalkMark;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.ui.words.TrainingTopics;
import lab.harmony.training.ui.words.TrainingWords;

/// What is said about the epochs of a training and its samples, beside it.
public final class EpochTalk {

  /// As [TrainingTopics#address] says it.
  private static final Pattern ADDRESS = Pattern.compile("(|step-)([0-9]{1,9})");

  private final ModelName training;
  private final TalkAside aside;
  private final Map<TalkMark, Topic> marks = new LinkedHashMap<>();
  private Map<Topic, ThreadCount> counts = Map.of();
  private Map<Topic, String> names = Map.of();

  public EpochTalk(ModelName training, Talk talk, Actor who) {
    this.training = training;
    var group = TopicGroup.ofTraining(training.value());
    aside = talk.beside(group, who, topic -> Optional.ofNullable(names.get(topic)), () -> {});
    talk.count(aside, group, this::show);
  }

  public TalkAside aside() {
    return aside;
  }

  /// Begins anew: the marks of before are on the page no more.
  ///
  /// @param now the evaluations that are there
  public void drawAnew(List<Evaluation> now) {
    names =
        now.stream()
            .collect(Collectors.toMap(this::topic, TrainingWords::evaluation, (one, _) -> one));
    marks.clear();
    aside.showNames();
  }

  /// A mark for what is said about an evaluation.
  public TalkMark mark(Evaluation one) {
    var topic = topic(one);
    var words = TrainingWords.evaluation(one).toLowerCase(Locale.ROOT);
    var mark = new TalkMark(words, true, () -> toggle(topic));
    mark.show(counts.getOrDefault(topic, ThreadCount.NONE));
    marks.put(mark, topic);
    return mark;
  }

  /// @param asked as an address says it; of what is neither an epoch nor a sample nothing is opened
  public void open(String asked) {
    var found = ADDRESS.matcher(asked);
    if (found.matches()) {
      var number = Integer.parseInt(found.group(2));
      aside.open(
          found.group(1).isEmpty()
              ? new Topic.Epoch(training.value(), number)
              : new Topic.Sample(training.value(), number));
    }
  }

  private void toggle(Topic topic) {
    if (aside.shown().equals(Optional.of(topic))) {
      aside.close();
    } else {
      aside.open(topic);
    }
  }

  private void show(Map<Topic, ThreadCount> now) {
    counts = now;
    marks.forEach((mark, topic) -> mark.show(now.getOrDefault(topic, ThreadCount.NONE)));
  }

  private Topic topic(Evaluation one) {
    return TrainingTopics.topic(training.value(), one);
  }
}
