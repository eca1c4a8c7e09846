package lab.harmony.threads.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;

/// Beside a page: the threads about what somebody chose there, and the way to those about its other
/// parts, also to those that are gone.
public final class TalkAside extends Composite<Aside> {
  private final TopicGroup group;
  private final ThreadServices services;
  private final Actor who;
  private final Function<Topic, Optional<String>> names;
  private final Runnable closed;
  private final H2 title = new H2();
  private final Div panel = new Div();
  private final Div others = new Div();
  private Map<Topic, ThreadCount> counts = Map.of();
  private Optional<Topic> shown = Optional.empty();
  private List<Line> shownLines = List.of();

  /// The way to what is said about another part.
  private record Line(Topic topic, String name, String count) {}

  TalkAside(
      TopicGroup group,
      ThreadServices services,
      Actor who,
      Function<Topic, Optional<String>> names,
      Runnable closed) {
    this.group = group;
    this.services = services;
    this.who = who;
    this.names = names;
    this.closed = closed;
    title.addClassName("talk__title");
    others.addClassName("talk__others");
    panel.addClassName("talk__panel");
    var head = new Div(title, new IconButton(LineIcon.CLOSE, "Close comments", _ -> close()));
    head.addClassName("talk__head");
    getContent().addClassName("talk");
    getContent().getElement().setAttribute("aria-label", "Comments");
    getContent().add(head, panel, others);
    getContent()
        .getElement()
        .addEventListener("keydown", _ -> close())
        .setFilter("event.key === 'Escape' && !event.defaultPrevented");
    setVisible(false);
    LiveParts.followAway(this, services.live().counts(group, who), this::showCounts);
  }

  /// Shows what is said about a part of this page, and puts the caret where something can be said.
  public void open(Topic topic) {
    if (!topic.about().equals(group.about())) {
      throw new IllegalArgumentException("%s is no part of %s".formatted(topic, group.about()));
    }
    var whole = topic.whole();
    if (!shown.equals(Optional.of(whole))) {
      shown = Optional.of(whole);
      panel.removeAll();
      var threads = new ThreadPanel(whole, services, who);
      panel.add(threads);
      threads.focus();
    }
    title.setText(name(whole));
    setVisible(true);
    showOthers();
  }

  /// What it shows now; nothing while it is closed.
  public Optional<Topic> shown() {
    return shown;
  }

  public void close() {
    if (shown.isPresent()) {
      shown = Optional.empty();
      panel.removeAll();
      setVisible(false);
      closed.run();
    }
  }

  private void showCounts(Map<Topic, ThreadCount> now) {
    counts = now;
    showOthers();
  }

  /// Parts of the page are called otherwise than before, or are gone.
  public void showNames() {
    shown.ifPresent(topic -> title.setText(name(topic)));
    showOthers();
  }

  private void showOthers() {
    var lines =
        shown.isEmpty()
            ? List.<Line>of()
            : counts.entrySet().stream()
                .filter(one -> !shown.equals(Optional.of(one.getKey())))
                .map(one -> new Line(one.getKey(), name(one.getKey()), words(one.getValue())))
                .sorted(Comparator.comparing(Line::name))
                .toList();
    if (lines.equals(shownLines)) {
      return;
    }
    shownLines = lines;
    others.removeAll();
    if (lines.isEmpty()) {
      return;
    }
    var heading = new Span("Said about other parts");
    heading.addClassName("talk__label");
    others.add(heading);
    lines.forEach(line -> others.add(button(line)));
  }

  private Component button(Line about) {
    var words = new Span(about.name());
    words.addClassName("talk__name");
    var number = new Span(about.count());
    number.addClassName("talk__count");
    var line = new NativeButton("", _ -> open(about.topic()));
    line.addClassNames("quiet-button", "talk__line");
    line.add(words, number);
    return line;
  }

  private static String words(ThreadCount count) {
    return count.open() == count.threads()
        ? "%d open".formatted(count.open())
        : "%d open of %d".formatted(count.open(), count.threads());
  }

  private String name(Topic topic) {
    return names
        .apply(topic)
        .orElseGet(() -> {
          var title = counts.getOrDefault(topic, ThreadCount.NONE).title();
          return "Gone: " + (title.isEmpty() ? topic.about() : title);
        });
  }
}
