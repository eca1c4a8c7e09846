package lab.harmony;

import com.vaadin.browserless.ComponentQuery;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.UUID;
import lab.harmony.json.Json;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.threads.CommentThread;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
import org.jsoup.Jsoup;
import org.springframework.beans.factory.annotation.Autowired;

/// A lab in which people talk beside the screens.
abstract class TalkLab extends FullLab {

  @Autowired Threads threads;
  @Autowired Inbox inbox;
  @Autowired People everybody;
  @Autowired Roles roles;
  @Autowired Experiments experiments;

  /// An experiment of a test's own.
  String experiment(String title) {
    return ((Experiments.Creation.Created)
            experiments.create(title, ExperimentKind.OTHER, by("Ada")))
        .slug()
        .value();
  }

  Actor add(String name, Role role) {
    return Actor.of(everybody.add(name, role));
  }

  Posting.Posted say(Topic topic, String text, Actor by) {
    return (Posting.Posted) threads.open(topic, text, UUID.randomUUID().toString(), by);
  }

  List<CommentThread> on(Topic topic) {
    return threads.on(topic, by("Ada")).orElseThrow().threads();
  }

  /// Sends a form as the browser does.
  static void send(Element form, String text) {
    var detail = Json.MAPPER.createObjectNode();
    detail.put("text", text).put("sending", UUID.randomUUID().toString());
    tell(form, "comment-send", detail.toString());
  }

  Element form(String label) {
    return elements("harmony-comment").stream()
        .filter(form -> form.isVisible() && form.getProperty("label", "").equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no form \"%s\" in: %s".formatted(label, shown())));
  }

  /// Answers for the browser that a form has heard what became of its text.
  static void answered() {
    var internals = UI.getCurrent().getInternals();
    internals.getStateTree().runExecutionsBeforeClientResponse();
    internals.dumpPendingJavaScriptInvocations().stream()
        .filter(PendingJavaScriptInvocation::isSubscribed)
        .filter(call -> call.getInvocation().getExpression().contains("answered"))
        .forEach(call -> call.complete(Json.MAPPER.nullNode()));
  }

  /// Tells for the browser that a comment with these words was in sight.
  void inSight(String words) {
    var comment =
        elements("div").stream()
            .filter(it -> it.hasAttribute("data-comment"))
            .filter(it ->
                it.getChildren()
                    .filter(part -> part.getClassList().contains("comment__body"))
                    .map(part -> part.getChild(0).getProperty("innerHTML", ""))
                    .anyMatch(html -> Jsoup.parse(html).text().contains(words)))
            .findFirst()
            .orElseThrow();
    var seen = comment.getAttribute("data-comment");
    for (var part = comment; ; part = part.getParent()) {
      if (part.getTag().equals("harmony-seen")) {
        tell(part, "comments-seen", "{\"comments\": [\"%s\"]}".formatted(seen));
        return;
      }
    }
  }

  NativeButton quiet(String text) {
    return find(NativeButton.class).withCondition(it -> it.getText().equals(text)).first();
  }

  NativeButton mark(String words) {
    awaitThat(() -> marks(words).exists(), () -> "no mark \"%s\"".formatted(words));
    return marks(words).first();
  }

  private ComponentQuery<NativeButton> marks(String words) {
    return find(NativeButton.class)
        .withCondition(it ->
            it.getElement().getAttribute("aria-label") instanceof String label
                && label.contains(words));
  }
}
