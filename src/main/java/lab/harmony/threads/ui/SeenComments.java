package lab.harmony.threads.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.HashSet;
import java.util.Set;
import lab.harmony.people.Actor;
import lab.harmony.threads.Inbox;

/// Threads on a page. The browser tells which of their comments were in sight, and those somebody
/// has read: not what is folded, lies beyond the edge or in a window behind others.
@Tag("harmony-seen")
@JsModule("context://lab/harmony-seen.nocache.js")
final class SeenComments extends Component implements HasComponents {

  /// More than is read at one sitting.
  private static final int MOST = 5_000;

  private final Set<Long> seen = new HashSet<>();

  SeenComments(Inbox inbox, Actor who) {
    getElement()
        .addEventListener(
            "comments-seen",
            event -> {
              for (var comment : event.getEventData().path("event.detail.comments")) {
                if (seen.size() < MOST) {
                  seen.add(comment.asLong(-1));
                }
              }
              var now = Set.copyOf(seen);
              Thread.startVirtualThread(() -> inbox.seen(now, who));
            })
        .addEventData("event.detail.comments");
  }
}
