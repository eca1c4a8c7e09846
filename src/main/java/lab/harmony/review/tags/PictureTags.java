package lab.harmony.review.tags;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The tags of pictures: anybody who may tag puts them on and takes them off, for the whole lab.
/// They say nothing of how good a picture is, and no rate knows of them.
@Service
public class PictureTags {

  /// More tags on one picture find nothing again.
  public static final int MOST = 20;

  private final TagStore store;
  private final Rights rights;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  PictureTags(TagStore store, Rights rights, Clock clock, ApplicationEventPublisher events) {
    this.store = store;
    this.rights = rights;
    this.clock = clock;
    this.events = events;
  }

  /// Puts a tag on a picture.
  ///
  /// @return false if it has it already
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws IllegalArgumentException in words, if the picture has as many as it can have
  public boolean put(RunImage image, PictureTag tag, Actor by) {
    rights.require(by, Right.TAG);
    var before = store.of(image.id());
    if (before.contains(tag)) {
      return false;
    }
    if (before.size() >= MOST) {
      throw new IllegalArgumentException(
          "A picture has at most %d tags; take one off first.".formatted(MOST));
    }
    say(image, tag, true, by);
    return true;
  }

  /// Takes a tag off a picture.
  ///
  /// @return false if it does not have it
  /// @throws lab.harmony.people.NotAllowed if they may not
  public boolean take(RunImage image, PictureTag tag, Actor by) {
    rights.require(by, Right.TAG);
    if (!store.of(image.id()).contains(tag)) {
      return false;
    }
    say(image, tag, false, by);
    return true;
  }

  private void say(RunImage image, PictureTag tag, boolean given, Actor by) {
    store.add(
        image.experiment(),
        image.id(),
        tag,
        given,
        by.person(),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
    events.publishEvent(new TagsChanged(image.experiment()));
  }

  /// Those of one picture.
  public SortedSet<PictureTag> of(ImageId image) {
    return store.of(image);
  }

  /// Those of the pictures of these experiments that have any.
  public Map<ImageId, SortedSet<PictureTag>> of(Collection<String> experiments) {
    return store.of(experiments);
  }
}
