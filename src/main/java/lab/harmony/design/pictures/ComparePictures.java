package lab.harmony.design.pictures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import lab.harmony.design.ElementCalls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Two pictures over a page: side by side, under a slider, flickering, or as their difference.
@Tag("harmony-compare")
@JsModule("context://lab/harmony-compare.nocache.js")
public final class ComparePictures extends Component {

  public void open(Side first, Side second) {
    ElementCalls.call(getElement(), "open", first.json(), second.json());
  }

  /// One of the two: its address, what it is, and what else is worth knowing.
  public record Side(String image, String label, String caption) {
    private JsonNode json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("image", image)
          .put("label", label)
          .put("caption", caption);
    }
  }
}
