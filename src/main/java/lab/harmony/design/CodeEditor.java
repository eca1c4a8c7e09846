package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.shared.Registration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;

/// Code-like text in a real editor (CodeMirror), handed over as it is typed.
///
/// Every edit says which version of the text it was based on. A listener that saved it calls
/// [#setVersion] with the new one; the next edit waits for that, so nobody conflicts with their own
/// typing. When somebody else changed the text, [#setValue] is shown unless this person has typed
/// something that is not saved yet: their next edit then carries the old version, the service
/// reports the conflict, and [#replaceValue] shows what the person chose.
@Tag("harmony-editor")
@JsModule("context://lab/harmony-editor.nocache.js")
public final class CodeEditor extends Component implements Focusable<CodeEditor> {

  /// What the text is written in.
  public enum Language {
    MARKDOWN("markdown"),
    YAML("yaml"),
    JAVA("java"),
    TEXT("text");

    private final String id;

    Language(String id) {
      this.id = id;
    }
  }

  /// How the keyboard left the text.
  public enum Command {
    /// Esc: back to the keys of the screen.
    LEAVE("leave"),
    /// Shift-Enter: run, and on to the next.
    RUN_NEXT("run-next"),
    /// Ctrl-Enter: run and stay.
    RUN("run");

    private final String id;

    Command(String id) {
      this.id = id;
    }
  }

  /// `label` is read out; the editor shows none.
  public CodeEditor(Language language, String label) {
    getElement().setProperty("language", language.id);
    getElement().setProperty("label", label);
  }

  public String value() {
    return getElement().getProperty("value", "");
  }

  public void setValue(String text) {
    getElement().setProperty("value", text);
    // As large as its text also before the browser has the editor's code.
    getElement().getStyle().set("--lines", Long.toString(Math.max(1, text.lines().count())));
  }

  /// Shows `text` whatever was typed.
  public void replaceValue(String text, String version) {
    getElement().setProperty("value", text);
    setVersion(version);
    ElementCalls.call(getElement(), "replace", text);
  }

  /// What the next edit is based on.
  public void setVersion(String version) {
    getElement().setProperty("version", version);
  }

  public String version() {
    return getElement().getProperty("version", "");
  }

  public void setReadOnly(boolean readOnly) {
    getElement().setProperty("readonly", readOnly);
  }

  /// Shown while the text is empty.
  public void setHint(String hint) {
    getElement().setProperty("hint", hint);
  }

  /// What a link in a text can lead to.
  ///
  /// @param text that the link has unless somebody wrote another
  /// @param note what is doubtful about it, in a word or two; may be empty
  /// @param words what it is
  public record Link(String address, String text, String note, String words) {}

  /// Offers, while somebody writes a link that begins with `#`, or asks with Ctrl Space, what it
  /// can lead to as it is then.
  public void offerLinks(Supplier<List<Link>> links) {
    getElement().setProperty("links", true);
    addListener(
        LinksWanted.class,
        _ -> {
          var all = JsonNodeFactory.instance.arrayNode();
          for (var link : links.get()) {
            all.addObject()
                .put("address", link.address)
                .put("text", link.text)
                .put("note", link.note)
                .put("words", link.words);
          }
          ElementCalls.call(getElement(), "offer", all);
        });
  }

  public Registration addEditListener(ComponentEventListener<Edit> listener) {
    return addListener(
        Edit.class,
        edit -> {
          getElement().setProperty("value", edit.value());
          listener.onComponentEvent(edit);
          ElementCalls.call(getElement(), "acknowledge", version());
        });
  }

  public Registration addCommandListener(ComponentEventListener<CommandGiven> listener) {
    return addListener(CommandGiven.class, listener);
  }

  /// The text as it is now, and the version it was based on.
  @DomEvent("editor-change")
  public static final class Edit extends ComponentEvent<CodeEditor> {
    private static final long serialVersionUID = 1L;
    private final String value;
    private final String baseVersion;
    private final String base;

    public Edit(
        CodeEditor source,
        boolean fromClient,
        @EventData("event.detail.value") String value,
        @EventData("event.detail.version") String baseVersion,
        @EventData("event.detail.base") String base) {
      super(source, fromClient);
      this.value = value;
      this.baseVersion = baseVersion;
      this.base = base;
    }

    public String value() {
      return value;
    }

    public String baseVersion() {
      return baseVersion;
    }

    /// The text this one was typed over: the last that the server sent or acknowledged.
    public String base() {
      return base;
    }
  }

  /// Somebody writes a link.
  @DomEvent("editor-links")
  public static final class LinksWanted extends ComponentEvent<CodeEditor> {
    private static final long serialVersionUID = 1L;

    public LinksWanted(CodeEditor source, boolean fromClient) {
      super(source, fromClient);
    }
  }

  /// A key that leaves the text.
  @DomEvent("editor-command")
  public static final class CommandGiven extends ComponentEvent<CodeEditor> {
    private static final long serialVersionUID = 1L;
    private final Command command;

    public CommandGiven(
        CodeEditor source, boolean fromClient, @EventData("event.detail.command") String id) {
      super(source, fromClient);
      command =
          Arrays.stream(Command.values())
              .filter(it -> it.id.equals(id))
              .findFirst()
              .orElse(Command.LEAVE);
    }

    public Command command() {
      return command;
    }
  }
}
