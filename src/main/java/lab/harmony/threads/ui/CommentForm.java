package lab.harmony.threads.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import lab.harmony.design.ElementCalls;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Person;
import lab.harmony.threads.Posting;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A comment that is being written. Its text stays in the browser until it is kept here, whatever
/// happens to the page; what is wrong with it stands below it.
@Tag("harmony-comment")
@JsModule("context://lab/harmony-comment.nocache.js")
final class CommentForm extends Component {
  private Optional<Runnable> leave = Optional.empty();

  /// @param label is shown while it is empty, and read out
  /// @param action on the button that sends it
  /// @param draft names it among all that somebody writes in this browser
  /// @param send keeps a text; it is told the name of the sending too
  /// @param people who can be mentioned, by the beginning of a name
  CommentForm(
      String label,
      String action,
      String draft,
      BiFunction<String, String, Posting> send,
      Function<String, List<Offered>> people) {
    var element = getElement();
    element.setProperty("label", label);
    element.setProperty("action", action);
    element.setProperty("draft", "harmony-draft " + draft);
    element
        .addEventListener(
            "comment-send",
            event -> {
              var said = event.getEventData();
              var sending = said.path("event.detail.sending").asString("");
              var text = said.path("event.detail.text").asString("");
              answer(sending, Attempt.at(() -> send.apply(text, sending)));
            })
        .addEventData("event.detail.text")
        .addEventData("event.detail.sending");
    element
        .addEventListener(
            "mention-query",
            event -> {
              var query = event.getEventData().path("event.detail.query").asString("");
              getUI()
                  .ifPresent(ui ->
                      LiveParts.answer(
                          ui,
                          () -> people.apply(query),
                          found -> ElementCalls.call(element, "offer", query, json(found))));
            })
        .addEventData("event.detail.query");
  }

  /// Somebody who can be mentioned, and how that is typed.
  record Offered(String name, String typed) {
    static Offered of(Person person, String typed) {
      return new Offered(person.name(), typed);
    }
  }

  /// With a text that is there already, and a button that leaves it as it is.
  ///
  /// @param done is called when nothing is left to do: it is left as it is, or what was sent is
  ///   taken and the browser keeps no draft of it any more
  CommentForm editing(String text, Runnable done) {
    leave = Optional.of(done);
    getElement().setProperty("initial", text);
    getElement().setProperty("cancellable", true);
    getElement().addEventListener("comment-cancel", _ -> done.run());
    return this;
  }

  void focus() {
    ElementCalls.call(getElement(), "focus");
  }

  private void answer(String sending, Posting posting) {
    var problem = posting instanceof Posting.Refused(var reason) ? reason : "";
    getElement().setProperty("problem", problem);
    var answered = ElementCalls.call(getElement(), "answered", sending, problem.isEmpty());
    if (problem.isEmpty()) {
      leave.ifPresent(done -> answered.then(_ -> done.run(), _ -> done.run()));
    }
  }

  private static ArrayNode json(List<Offered> people) {
    var all = JsonNodeFactory.instance.arrayNode();
    people.forEach(one -> all.addObject().put("name", one.name()).put("insert", one.typed()));
    return all;
  }
}
