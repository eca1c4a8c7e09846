package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.threads.TopicPlace;

/// One thread by itself, with the way to what it is about.
final class ThreadAlone extends Composite<Aside> {
  private final long id;
  private final ThreadPart part;
  private final Div body = new Div();
  private final Div following = new Div();

  ThreadAlone(SaidThread found, ThreadServices services, Actor who) {
    var thread = found.thread();
    id = thread.id();
    var topic = thread.topic();
    part = new ThreadPart(id, services, who, CommentForms.of(services, who, topic)).unfolded();
    var place = thread.ended() ? Optional.<TopicPlace>empty() : services.homes().find(topic);
    var title = new H2(place.isEmpty() ? "Gone: " + thread.title() : place.get().title());
    title.addClassName("talk__title");
    var close =
        new IconButton(
            LineIcon.CLOSE, "Close thread", _ -> getUI().ifPresent(ui -> ui.navigate("inbox")));
    var head = new Div(title, close);
    head.addClassName("talk__head");
    body.addClassNames("talk__panel", "threads");
    place.ifPresent(it -> {
      var link = new Anchor("/" + it.path(), "Open where it is");
      link.addClassName("inbox__place");
      body.add(link);
    });
    var seen = new SeenComments(services.inbox(), who);
    seen.getElement().getClassList().add("threads__list");
    seen.add(part);
    body.add(seen);
    getContent().addClassName("talk");
    getContent().getElement().setAttribute("aria-label", "Thread");
    following.setVisible(false);
    getContent().add(head, body, following);
    part.show(found);
    LiveParts.followAway(
        following,
        services.live().thread(id, who),
        now -> now.ifPresentOrElse(part::show, this::shut));
  }

  /// Whoever may not look any more sees no more of it, and hears nothing of what comes.
  private void shut() {
    body.removeAll();
    body.add(new Paragraph("This is not for you any more. Ask an owner of the lab."));
    following.removeFromParent();
  }
}
