package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Spot;
import lab.harmony.threads.Topic;

/// The threads about one thing, live, and the form that begins another.
final class ThreadPanel extends Composite<Div> {
  private static final String NOT_FOR_YOU = "This is not for you. Ask an owner of the lab.";

  private final Topic topic;
  private final ThreadServices services;
  private final Actor who;
  private final CommentForms forms;
  private final SeenComments list;
  private final Paragraph nothing = new Paragraph();
  private final CommentForm begin;
  private final Map<Long, ThreadPart> parts = new LinkedHashMap<>();
  private final Div where = new Div();
  private final List<Consumer<List<SaidThread>>> listeners = new ArrayList<>();
  private Optional<Spot> place = Optional.empty();
  private Runnable left = () -> {};
  private boolean wantsFocus;

  ThreadPanel(Topic topic, ThreadServices services, Actor who) {
    this.topic = topic;
    this.services = services;
    this.who = who;
    this.forms = CommentForms.of(services, who, topic);
    getContent().addClassName("threads");
    list = new SeenComments(services.inbox(), who);
    list.getElement().getClassList().add("threads__list");
    where.addClassName("thread__where");
    nothing.addClassName("secondary");
    begin = begin(topic, "Start a thread");
    begin.getElement().getClassList().add("threads__begin");
    getContent().add(nothing, list, where, begin);
    begin.setVisible(false);
    nothing.setVisible(false);
    LiveParts.followAway(list, services.live().about(topic, who), this::show);
  }

  private CommentForm begin(Topic about, String label) {
    return forms.form(
        label,
        "Comment",
        "topic %s".formatted(about),
        (text, sending) -> {
          var posting = services.threads().open(at(about), text, sending, who);
          if (posting instanceof Posting.Posted && place.isPresent()) {
            leavePlace();
          }
          return posting;
        });
  }

  private Topic at(Topic about) {
    return about instanceof Topic.Picture(var run, var index, _)
        ? new Topic.Picture(run, index, place)
        : about;
  }

  /// Puts the caret where something can be said, as soon as that is known.
  void focus() {
    wantsFocus = !begin.isVisible();
    if (begin.isVisible()) {
      begin.focus();
    }
  }

  /// Lets the next thread be about a place on the picture.
  ///
  /// @param done is called when it is begun, or not to be
  void beginAt(Spot spot, Runnable done) {
    place = Optional.of(spot);
    left = done;
    where.removeAll();
    var whole = new NativeButton("About all of the picture", _ -> leavePlace());
    whole.addClassName("quiet-button");
    where.add(new Span("About the place that is marked. "), whole);
    begin.focus();
  }

  private void leavePlace() {
    place = Optional.empty();
    where.removeAll();
    left.run();
    left = () -> {};
  }

  /// Whatever is shown is told to this one too.
  void addShownListener(Consumer<List<SaidThread>> listener) {
    listeners.add(listener);
  }

  /// Brings a thread into sight.
  void lead(long thread) {
    var part = parts.get(thread);
    if (part != null) {
      part.getElement().setAttribute("tabindex", "-1");
      part.getElement().executeJs("this.scrollIntoView({block: 'nearest'}); this.focus()");
    }
  }

  private void show(Optional<SaidTopic> now) {
    now.ifPresentOrElse(this::showAll, this::shut);
  }

  /// Whoever may not look any more sees no more of it, and hears nothing of what comes.
  private void shut() {
    listeners.forEach(listener -> listener.accept(List.of()));
    parts.clear();
    list.removeAll();
    where.removeAll();
    begin.setVisible(false);
    nothing.setText(NOT_FOR_YOU);
    nothing.setVisible(true);
    list.removeFromParent();
  }

  private void showAll(SaidTopic now) {
    var threads = now.threads();
    listeners.forEach(listener -> listener.accept(threads));
    begin.setVisible(!now.gone() && forms.comments());
    if (wantsFocus && begin.isVisible()) {
      wantsFocus = false;
      begin.focus();
    }
    nothing.setVisible(threads.isEmpty());
    nothing.setText(
        now.gone()
            ? "What this was about is not there any more."
            : forms.comments()
                ? "Nobody has said anything about this yet."
                : "Nobody has said anything about this yet. To comment you need the role of"
                    + " reviewer or more.");
    for (var one : threads) {
      parts
          .computeIfAbsent(
              one.thread().id(),
              id -> {
                var part = new ThreadPart(id, services, who, forms);
                list.add(part);
                return part;
              })
          .show(one);
    }
  }

  Topic topic() {
    return topic;
  }
}
