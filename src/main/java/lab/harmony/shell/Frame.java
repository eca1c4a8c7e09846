package lab.harmony.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import lab.harmony.design.ScreenKeys;
import tools.jackson.databind.node.JsonNodeFactory;

/// The command palette and the list of keys, on every screen.
@Tag("harmony-frame")
@JsModule("context://lab/harmony-frame.nocache.js")
final class Frame extends Component {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  Frame(Commands commands) {
    getElement()
        .addEventListener(
            "palette-query",
            event -> show(commands, event.getEventData().path("event.detail.query").asString("")))
        .addEventData("event.detail.query");
    getElement()
        .addEventListener(
            "palette-choose",
            event ->
                UI.getCurrent()
                    .navigate(event.getEventData().path("event.detail.path").asString("")))
        .addEventData("event.detail.path");
  }

  void showKeys(List<ScreenKeys.Key> keys) {
    var array = JSON.arrayNode();
    keys.forEach(key -> array.addObject().put("keys", key.keys()).put("does", key.does()));
    getElement().setPropertyJson("keys", array);
  }

  private void show(Commands commands, String query) {
    var array = JSON.arrayNode();
    commands
        .find(query)
        .forEach(it ->
            array.addObject().put("kind", it.kind()).put("name", it.name()).put("path", it.path()));
    getElement().setPropertyJson("commands", array);
  }
}
