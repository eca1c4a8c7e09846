package lab.harmony.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import lab.harmony.design.CommandSource.Command;
import lab.harmony.design.CommandSource.Effect;
import lab.harmony.design.ScreenKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// The command palette and the list of keys, on every screen.
@Tag("harmony-frame")
@JsModule("context://lab/harmony-frame.nocache.js")
final class Frame extends Component {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private List<Command> shown = List.of();

  Frame(Commands commands) {
    getElement()
        .addEventListener(
            "palette-query",
            event -> show(commands, event.getEventData().path("event.detail.query").asString("")))
        .addEventData("event.detail.query");
    getElement()
        .addEventListener(
            "palette-choose",
            event -> choose(event.getEventData().path("event.detail.index").asInt(-1)))
        .addEventData("event.detail.index");
  }

  /// Tells the keys which screen they work on.
  void enter(@Nullable HasElement entered) {
    var keys = JSON.arrayNode();
    if (entered instanceof ScreenKeys withKeys) {
      withKeys
          .keys()
          .forEach(key -> keys.addObject().put("keys", key.keys()).put("does", key.does()));
    }
    getElement().setPropertyJson("keys", keys);
  }

  private void show(Commands commands, String query) {
    shown = commands.find(query);
    var array = JSON.arrayNode();
    shown.forEach(it -> array.addObject().put("kind", it.kind()).put("name", it.name()));
    getElement().setPropertyJson("commands", array);
  }

  private void choose(int index) {
    if (index < 0 || index >= shown.size()) {
      return;
    }
    switch (shown.get(index).effect()) {
      case Effect.Opens(var path) -> UI.getCurrent().navigate(path);
      case Effect.Does(var action) -> action.run();
    }
  }
}
