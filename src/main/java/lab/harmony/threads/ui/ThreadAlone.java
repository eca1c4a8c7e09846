package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.threads.Topic;

/// One thread by itself, with the way to what it is about; seen here, it is read.
final class ThreadAlone extends Composite<Aside> {
  private final ThreadServices services;
  private final Actor who;
  private final long id;
  private final Topic topic;
  private final ThreadPart part;
  private final Div body = new Div();
  private final Div following = new Div();
  private long read;

  ThreadAlone(SaidThread found, ThreadServices services, Actor who) {
    this.services = services;
    this.who = who;
    var thread = found.thread();
    id = thread.id();
    topic = thread.topic();
    part = new ThreadPart(id, services, who, CommentForms.of(services, who, topic));
    var place = services.homes().find(topic);
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
    body.add(part);
    getContent().addClassName("talk");
    getContent().getElement().setAttribute("aria-label", "Thread");
    following.setVisible(false);
    getContent().add(head, body, following);
    show(found);
    LiveParts.follow(following, services.live().about(topic), this::showOf);
  }

  private void showOf(List<SaidThread> all) {
    if (services.homes().mayLook(who, topic)) {
      all.stream().filter(one -> one.thread().id() == id).findFirst().ifPresent(this::show);
    } else {
      shut();
    }
  }

  /// Whoever may not look any more sees no more of it, and hears nothing of what comes.
  private void shut() {
    body.removeAll();
    body.add(new Paragraph("This is not for you any more. Ask an owner of the lab."));
    getUI().ifPresent(ui -> ui.access(following::removeFromParent));
  }

  private void show(SaidThread now) {
    part.show(now);
    var last = now.last();
    if (last > read) {
      read = last;
      Thread.startVirtualThread(() -> services.inbox().read(id, last, who));
    }
  }
}
