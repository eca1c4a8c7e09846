package lab.harmony.threads.ui;

import com.vaadin.flow.component.Component;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.live.LiveParts;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.people.Actor;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;
import lab.harmony.threads.TopicKind;
import org.springframework.beans.factory.ObjectProvider;

/// What pages show of the threads about them.
@org.springframework.stereotype.Component
public class Talk {

  private final ThreadServices services;
  private final CurrentPerson current;
  private final ObjectProvider<PictureAct> acts;

  Talk(ThreadServices services, CurrentPerson current, ObjectProvider<PictureAct> acts) {
    this.acts = acts;
    this.services = services;
    this.current = current;
  }

  /// The threads beside a page.
  ///
  /// @param names what a part of the page is called now; nothing for what is gone
  /// @param closed is called when somebody closes it
  public TalkAside beside(
      TopicGroup group, Actor who, Function<Topic, Optional<String>> names, Runnable closed) {
    return new TalkAside(group, services, who, names, closed);
  }

  /// What is said about each picture of a large view, beside it, with the places that it is about.
  ///
  /// @param pictures which one stands at a place of the list that the large view shows
  public void onPictures(LargeView view, IntFunction<Optional<Topic.Picture>> pictures) {
    onPictures(view, pictures, _ -> Optional.empty());
  }

  /// The same, with what is said about where the picture stands.
  ///
  /// @param places where it stands, if that can be talked about
  public void onPictures(
      LargeView view,
      IntFunction<Optional<Topic.Picture>> pictures,
      IntFunction<Optional<Named>> places) {
    new PictureTalk(view, pictures, places, services, current.actor());
    acts.stream().forEach(act -> act.on(view, pictures));
  }

  /// Something to talk about, and what it is called on the page.
  public record Named(Topic topic, String name) {}

  /// Tells a part of a page how many threads there are about everything of a kind, as long as it is
  /// attached.
  public void count(Component part, TopicKind kind, Consumer<Map<Topic, ThreadCount>> show) {
    LiveParts.followAway(part, services.live().counts(kind, current.actor()), show);
  }

  /// Tells a part of a page how many threads there are about each thing in a group, as long as it
  /// is attached.
  public void count(Component part, TopicGroup group, Consumer<Map<Topic, ThreadCount>> show) {
    LiveParts.follow(part, services.live().counts(group, current.actor()), show);
  }
}
