package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.function.Consumer;
import lab.harmony.design.ElementCalls;

/// Asks the browser for a passkey.
@Tag("harmony-passkey")
@JsModule("context://lab/harmony-sign-in.nocache.js")
final class PasskeyPrompt extends Component {

  private Consumer<String> answered = _ -> {};

  /// @param failed is told in words why there is none
  PasskeyPrompt(Consumer<String> failed) {
    getElement()
        .addEventListener(
            "passkey-answered",
            event -> {
              var take = answered;
              answered = _ -> {};
              take.accept(event.getEventData().path("event.detail.answer").asString(""));
            })
        .addEventData("event.detail.answer");
    getElement()
        .addEventListener(
            "passkey-failed",
            event -> failed.accept(event.getEventData().path("event.detail.reason").asString("")))
        .addEventData("event.detail.reason");
  }

  /// Lets the browser make one.
  ///
  /// @param answer is told what it made, once
  void make(String options, Consumer<String> answer) {
    answered = answer;
    ElementCalls.call(getElement(), "make", options);
  }

  /// Lets the browser show one.
  ///
  /// @param answer is told what it showed, once
  void ask(String options, Consumer<String> answer) {
    answered = answer;
    ElementCalls.call(getElement(), "ask", options);
  }
}
