package lab.harmony.threads.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.people.Actor;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.SeenComment;
import lab.harmony.threads.ThreadComment;

/// Threads on a page. The browser tells which of their comments were in sight, and those somebody
/// has read: not what is folded, lies beyond the edge or in a window behind others.
@Tag("harmony-seen")
@JsModule("context://lab/harmony-seen.nocache.js")
final class SeenComments extends Component implements HasComponents {

  /// More than is read at one sitting.
  private static final int MOST = 5_000;

  private static final Pattern NAME = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");

  private final Set<SeenComment> seen = new HashSet<>();

  SeenComments(Inbox inbox, Actor who) {
    getElement()
        .addEventListener(
            "comments-seen",
            event -> {
              for (var comment : event.getEventData().path("event.detail.comments")) {
                if (seen.size() < MOST) {
                  read(comment.asString("")).ifPresent(seen::add);
                }
              }
              var now = Set.copyOf(seen);
              Thread.startVirtualThread(() -> inbox.seen(now, who));
            })
        .addEventData("event.detail.comments");
  }

  /// How a part of the page names what it shows.
  static String name(ThreadComment comment) {
    return "%d.%d".formatted(comment.id(), comment.version());
  }

  private static Optional<SeenComment> read(String name) {
    var parts = NAME.matcher(name);
    return parts.matches()
        ? Optional.of(
            new SeenComment(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }
}
