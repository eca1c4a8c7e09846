package lab.harmony.design;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/// The messages of [Notice], one below the other, in the frame of the screens: the screen gets
/// smaller by their height, so they cover nothing. The browser lets news go after some seconds in
/// which nobody points at them and no dialog lies over them.
@Tag("harmony-notices")
@JsModule("context://lab/harmony-notices.nocache.js")
public final class Notices extends Component {

  /// What a message is for.
  enum Kind {
    NEWS,
    UNDO,
    PROBLEM
  }

  private record Entry(Kind kind, String text, Runnable undo) {}

  private static final int MOST = 20;

  private final Map<Integer, Entry> entries = new LinkedHashMap<>();
  private int last;

  public Notices() {
    listen("notice-close", _ -> {});
    listen("notice-undo", entry -> entry.undo().run());
  }

  /// Those of a browser tab. A screen outside the frame gets them at its end.
  static Notices of(UI ui) {
    var known = ComponentUtil.getData(ui, Notices.class);
    if (known != null && known.isAttached()) {
      return known;
    }
    var own = new Notices();
    ui.add(own);
    return own;
  }

  void add(Kind kind, String text, Runnable undo) {
    if (entries.size() >= MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(++last, new Entry(kind, text, undo));
    show();
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    ComponentUtil.setData(attach.getUI(), Notices.class, this);
  }

  private void listen(String event, java.util.function.Consumer<Entry> act) {
    getElement()
        .addEventListener(
            event,
            heard -> {
              var entry = entries.remove(heard.getEventData().path("event.detail.id").asInt(-1));
              if (entry != null) {
                show();
                act.accept(entry);
              }
            })
        .addEventData("event.detail.id");
  }

  private void show() {
    var array = JsonNodeFactory.instance.arrayNode();
    entries.forEach((id, entry) ->
        array
            .addObject()
            .put("id", id)
            .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
            .put("text", entry.text()));
    getElement().setPropertyJson("notices", array);
  }
}
