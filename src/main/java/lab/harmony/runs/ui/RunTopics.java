package lab.harmony.runs.ui;

import java.util.Optional;
import java.util.Set;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
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
  public Optional<TopicPlace> find(Topic topic) {
    return topic instanceof Topic.Picture(var run, var index, _)
        ? RunId.parse(run)
            .flatMap(id -> runs.image(new ImageId(id, index)))
            .map(image ->
                new TopicPlace(
                    "%s · %s".formatted(image.experiment(), SpecText.picture(image.prompt())),
                    "runs/%s?talk=%d".formatted(run, index)))
        : Optional.empty();
  }

  @Override
  public boolean mayLook(Actor who, Topic topic) {
    return rights.may(who, Right.LOOK);
  }
}
