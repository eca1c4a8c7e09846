package lab.harmony.design.pictures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.shared.Registration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import lab.harmony.design.ElementCalls;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Pictures in lines, each at its place from the beginning, so that nothing moves when one comes.
/// Hundreds are one part of the page: the browser makes those near the window, and only what is new
/// is sent.
@Tag("harmony-tiles")
@JsModule("context://lab/harmony-tiles.nocache.js")
public final class PictureTiles extends Component {

  private final Map<Integer, String> labels = new TreeMap<>();

  /// @param label is read out as the name of all
  /// @param address of a picture, with `{place}` where its place goes and `{size}` where 64, 128 or
  ///   256 goes
  public PictureTiles(String label, int total, String address) {
    addClassName("tiles");
    getElement().setAttribute("role", "list");
    getElement().setAttribute("aria-label", label);
    getElement().setProperty("total", total);
    getElement().setProperty("address", address);
    addAttachListener(_ -> add(labels));
  }

  /// How many places there are.
  public int total() {
    return getElement().getProperty("total", 0);
  }

  /// The places that have their picture.
  public Collection<Integer> filled() {
    return labels.keySet();
  }

  /// Puts pictures to their places.
  ///
  /// @param come what each is, in words, by its place
  public void put(Map<Integer, String> come) {
    labels.putAll(come);
    if (isAttached()) {
      add(come);
    }
  }

  private void add(Map<Integer, String> come) {
    if (!come.isEmpty()) {
      ElementCalls.call(getElement(), "add", json(come));
    }
  }

  private static ArrayNode json(Map<Integer, String> labels) {
    var all = JsonNodeFactory.instance.arrayNode();
    labels.forEach((place, label) -> all.addArray().add(place).add(label));
    return all;
  }

  /// Called when a person wants to see a picture large.
  public Registration addOpenListener(ComponentEventListener<Opened> listener) {
    return addListener(Opened.class, listener);
  }

  /// A picture is to be shown large.
  @DomEvent("tiles-open")
  public static final class Opened extends ComponentEvent<PictureTiles> {
    private static final long serialVersionUID = 1L;
    private final int place;

    public Opened(
        PictureTiles source, boolean fromClient, @EventData("event.detail.place") int place) {
      super(source, fromClient);
      this.place = place;
    }

    public int place() {
      return place;
    }
  }
}
