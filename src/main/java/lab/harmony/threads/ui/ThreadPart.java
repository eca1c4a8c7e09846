package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lab.harmony.design.Percents;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;
import lab.harmony.threads.Spot;
import org.jspecify.annotations.Nullable;

/// One thread: its comments, the form below them, and whether anything is left to say.
final class ThreadPart extends Composite<Div> {
  private final long id;
  private final ThreadServices services;
  private final Actor who;
  private final CommentForms forms;
  private final Div where = new Div();
  private final NativeButton earlier = new NativeButton("", _ -> showEarlier());
  private final Div comments = new Div();
  private final Div turn = new Div();
  private final Div foot = new Div();
  private final NativeButton turning = new NativeButton("", _ -> turn());
  private final NativeButton fold = new NativeButton("", _ -> toggle());
  private final Map<Long, CommentPart> parts = new LinkedHashMap<>();
  private List<SaidComment> older = List.of();
  private @Nullable SaidThread shown;
  private boolean open = true;
  private boolean resolvedBefore;
  private boolean unfolds;

  ThreadPart(long id, ThreadServices services, Actor who, CommentForms forms) {
    this.id = id;
    this.services = services;
    this.who = who;
    this.forms = forms;
    where.addClassName("thread__where");
    earlier.addClassNames("quiet-button", "thread__earlier");
    comments.addClassName("thread__comments");
    turn.addClassName("thread__turn");
    turning.addClassName("quiet-button");
    fold.addClassName("quiet-button");
    foot.addClassName("thread__foot");
    getContent().addClassName("thread");
    getContent().getElement().setAttribute("role", "group").setAttribute("data-thread", "" + id);
    getContent().add(where, earlier, comments, turn, foot);
  }

  /// Begins open also where it is resolved: whoever comes for this thread wants to read it.
  ThreadPart unfolded() {
    unfolds = true;
    return this;
  }

  void show(SaidThread now) {
    if (now.equals(shown)) {
      return;
    }
    boolean first = shown == null;
    shown = now;
    var thread = now.thread();
    getContent()
        .getElement()
        .setAttribute(
            "aria-label",
            thread.comments().isEmpty()
                ? "Thread"
                : "Thread of " + thread.comments().getFirst().author().name());
    where.setText(thread.topic().spot().map(ThreadPart::words).orElse(""));
    readOlder(now);
    showComments(now);
    showTurn(now);
    if (first) {
      foot.add(form());
      open = unfolds || !thread.resolved();
    } else if (thread.resolved() != resolvedBefore) {
      open = !thread.resolved();
    }
    resolvedBefore = thread.resolved();
    setOpen(open);
  }

  private CommentForm form() {
    var form =
        forms.form(
            "Reply",
            "Reply",
            "thread %d".formatted(id),
            (text, sending) -> services.threads().reply(id, text, sending, who));
    form.getElement().getClassList().add("comment-form--reply");
    form.setVisible(forms.comments());
    return form;
  }

  /// Comments that were shown stay so: also those that new ones push out of the newest.
  private void readOlder(SaidThread now) {
    if (!older.isEmpty() && !now.comments().isEmpty()) {
      long from = older.getFirst().comment().id();
      long to = now.comments().getFirst().comment().id();
      older = services.live().said(services.threads().between(id, from, to, who));
    }
  }

  private void showComments(SaidThread now) {
    var all = Stream.concat(older.stream(), now.comments().stream()).toList();
    var ids = all.stream().map(one -> one.comment().id()).toList();
    if (!List.copyOf(parts.keySet()).equals(ids)) {
      var before = Map.copyOf(parts);
      parts.clear();
      ids.forEach(one -> {
        var known = before.get(one);
        parts.put(one, known == null ? new CommentPart(services, who, forms) : known);
      });
      before.forEach((one, part) -> {
        if (!parts.containsKey(one)) {
          comments.remove(part);
        }
      });
      int place = 0;
      for (var part : parts.values()) {
        if (part.getParent().isEmpty()) {
          comments.addComponentAtIndex(place, part);
        }
        place++;
      }
    }
    all.forEach(one -> Objects.requireNonNull(parts.get(one.comment().id())).show(one));
    int left = now.thread().earlier() - older.size();
    earlier.setText(
        left == 1 ? "Show 1 earlier comment" : "Show %d earlier comments".formatted(left));
    earlier.setVisible(left > 0);
  }

  private void showEarlier() {
    var now = shown;
    if (now != null) {
      var first = parts.keySet().iterator().next();
      var found = services.live().said(services.threads().earlier(id, first, who));
      older = Stream.concat(found.stream(), older.stream()).toList();
      showComments(now);
    }
  }

  private void showTurn(SaidThread now) {
    var resolved = now.thread().resolved();
    turning.setText(resolved ? "Reopen" : "Resolve");
    turning.setVisible(forms.comments());
    turn.removeAll();
    now.thread()
        .turn()
        .ifPresent(it -> {
          var words =
              new Span(
                  "%s by %s, %s"
                      .formatted(
                          it.resolved() ? "✓ Resolved" : "Reopened",
                          it.by().name(),
                          Times.brief(it.at(), services.clock())));
          words.setTitle(Times.exact(it.at()));
          turn.add(words);
        });
    fold.setVisible(resolved);
    turn.add(turning, fold);
  }

  /// A resolved thread shows what it began with, until somebody wants to see the rest.
  private void setOpen(boolean now) {
    open = now;
    fold.setText(now ? "Fold" : "Show");
    fold.getElement().setAttribute("aria-expanded", String.valueOf(now));
    getContent().getElement().setAttribute("data-folded", !now);
    foot.setVisible(now);
  }

  private void toggle() {
    setOpen(!open);
  }

  private void turn() {
    var now = shown;
    if (now != null) {
      Attempt.orNotice(() -> services.threads().turn(id, !now.thread().resolved(), who));
    }
  }

  private static String words(Spot spot) {
    return switch (spot) {
      case Spot.Point(var x, var y) ->
          "At %s from left, %s from top".formatted(Percents.whole(x), Percents.whole(y));
      case Spot.Area(var x, var y, var width, var height) ->
          "Area of %s × %s, %s from left, %s from top"
              .formatted(
                  Percents.number(width, 0),
                  Percents.whole(height),
                  Percents.whole(x),
                  Percents.whole(y));
    };
  }
}
