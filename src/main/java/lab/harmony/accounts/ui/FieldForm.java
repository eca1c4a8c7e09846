package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.dom.Element;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import lab.harmony.design.ElementCalls;

/// A form of few fields that are sent together. What is typed, passwords among it, is told to the
/// server once and kept in no part of the page.
@Tag("harmony-form")
@JsModule("context://lab/harmony-sign-in.nocache.js")
final class FieldForm extends Component {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Element form = new Element("form");
  private final Element problem = new Element("p");
  private final Element buttons = new Element("div");

  /// @param name for those who do not see it
  FieldForm(String name, Consumer<Map<String, String>> sent) {
    form.setAttribute("aria-label", name);
    form.setAttribute("novalidate", true);
    form.getClassList().add("field-form");
    problem.setAttribute("role", "alert");
    problem.getClassList().add("field-form__problem");
    buttons.getClassList().add("field-form__buttons");
    form.appendChild(problem, buttons);
    getElement().appendChild(form);
    getElement()
        .addEventListener(
            "form-sent",
            event -> {
              problem("");
              var values = new HashMap<String, String>();
              event
                  .getEventData()
                  .path("event.detail.values")
                  .properties()
                  .forEach(value -> values.put(value.getKey(), value.getValue().asString("")));
              sent.accept(values);
            })
        .addEventData("event.detail.values");
  }

  /// What a field is for, which password managers read.
  enum Kind {
    NAME("text", "name"),
    USER("text", "username"),
    PASSWORD("password", "current-password"),
    NEW_PASSWORD("password", "new-password");

    private final String type;
    private final String completed;

    Kind(String type, String completed) {
      this.type = type;
      this.completed = completed;
    }
  }

  FieldForm field(String name, String label, Kind kind, String value) {
    return field(name, label, kind, value, "");
  }

  /// @param hint stands below it
  FieldForm field(String name, String label, Kind kind, String value, String hint) {
    var id = "field-" + NUMBER.incrementAndGet();
    var input = new Element("input");
    input
        .setAttribute("id", id)
        .setAttribute("name", name)
        .setAttribute("type", kind.type)
        .setAttribute("autocomplete", kind.completed)
        .setAttribute("autocapitalize", "none")
        .setAttribute("spellcheck", "false")
        .setAttribute("value", value);
    var words = new Element("label");
    words.setAttribute("for", id);
    words.setText(label);
    var row = new Element("div");
    row.getClassList().add("field-form__field");
    row.appendChild(words, input);
    if (!hint.isEmpty()) {
      var below = new Element("p");
      below.setAttribute("id", id + "-hint");
      below.setText(hint);
      input.setAttribute("aria-describedby", id + "-hint");
      row.appendChild(below);
    }
    form.insertChild(form.indexOfChild(problem), row);
    return this;
  }

  FieldForm primary(String words, String value) {
    return button(words, value, "primary");
  }

  FieldForm secondary(String words, String value) {
    return button(words, value, "");
  }

  private FieldForm button(String words, String value, String theme) {
    var button = new Element("button");
    button.setAttribute("type", "submit").setAttribute("name", "way").setAttribute("value", value);
    button.getClassList().add("field-form__button");
    if (!theme.isEmpty()) {
      button.getClassList().add("field-form__button--" + theme);
    }
    button.setText(words);
    buttons.appendChild(button);
    return this;
  }

  /// Says what was wrong; nothing where all was right.
  void problem(String words) {
    problem.setText(words);
  }

  /// Empties the passwords.
  void forget() {
    ElementCalls.call(getElement(), "forget");
  }
}
