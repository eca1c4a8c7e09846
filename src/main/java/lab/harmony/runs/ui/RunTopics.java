package lab.harmony.runs.ui;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.SpecText;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicHome;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.TopicPlace;
import org.springframework.stereotype.Component;

/// Pictures of runs, as something to talk about: for whoever sees runs. A review shows nothing of
/// it, so that no score is given under what others said.
@Component
public class RunTopics implements TopicHome {
  private final RunQueue runs;
  private final Rights rights;

  RunTopics(RunQueue runs, Rights rights) {
    this.runs = runs;
    this.rights = rights;
  }

  /// A picture as a topic.
  public static Topic.Picture picture(ImageId id) {
    return new Topic.Picture(id.run().value(), id.index());
  }

  @Override
  public Set<TopicKind> kinds() {
    return Set.of(TopicKind.PICTURE);
  }

  @Override
  public Map<Topic, TopicPlace> find(Collection<Topic> topics) {
    var ids =
        topics.stream()
            .flatMap(topic -> RunId.parse(topic.about()).stream())
            .collect(Collectors.toSet());
    var images =
        runs.images(ids).stream()
            .collect(Collectors.toMap(RunImage::id, Function.identity(), (one, _) -> one));
    var places = new HashMap<Topic, TopicPlace>();
    for (var topic : topics) {
      if (topic instanceof Topic.Picture(var run, var index, _)) {
        RunId.parse(run)
            .map(id -> images.get(new ImageId(id, index)))
            .ifPresent(image -> places.put(topic, place(image)));
      }
    }
    return places;
  }

  private static TopicPlace place(RunImage image) {
    return new TopicPlace(
        "%s · %s".formatted(image.experiment(), SpecText.picture(image.prompt())),
        "runs/%s?talk=%d".formatted(image.id().run(), image.id().index()));
  }

  @Override
  public boolean isOpenTo(Actor who) {
    return rights.may(who, Right.LOOK);
  }
}
