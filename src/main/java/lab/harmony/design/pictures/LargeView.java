package lab.harmony.design.pictures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import tools.jackson.databind.node.JsonNodeFactory;

/// The large view of pictures, of a strip or of a grid, with something beside the picture: what
/// stands there belongs to the picture that is shown, and places on it can be marked.
public final class LargeView {
  private final Element element;

  /// Does something with the large view itself, which is part of a grid there, once the browser
  /// knows what that is: its script may come after what is pushed.
  private static final String VIEW =
      "const act = (view) => {%s}; customElements.whenDefined(this.localName).then(() => {"
          + " if (this.matches('harmony-lightbox')) { act(this); } else {"
          + " this.updateComplete.then(() => act(this.querySelector('harmony-lightbox'))); } });";

  /// A key on a tile of a grid; the large view keeps its own keys to itself.
  private static final String TILE_KEY =
      """
      this.addEventListener('keydown', (event) => {
        const tile = event.target.closest('[role=gridcell][data-index]');
        if (tile && event.key.toLowerCase() === $0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
          event.preventDefault();
          event.stopPropagation();
          if (event.repeat) {
            return;
          }
          this.dispatchEvent(new CustomEvent('tile-act', {detail: {index: Number(tile.dataset.index)}}));
        }
      });
      """;

  /// A place on a picture in fractions of it; a point has no extent.
  ///
  /// @param width and `height`: negative for a point
  public record Place(double x, double y, double width, double height) {
    public boolean isPoint() {
      return width < 0 || height < 0;
    }
  }

  /// A place that something is said about.
  ///
  /// @param id comes back when it is pressed
  public record Marked(long id, Place place, boolean resolved) {}

  /// What another feature does with a picture, by a key and a button.
  public interface Act {

    /// A small letter.
    String key();

    /// What the button is called.
    String label();

    /// Is told which picture is shown large, by its place in the list of pictures.
    void shown(int index);

    /// Somebody pressed the key or the button.
    ///
    /// @param large whether the picture is shown large; else it is a tile of a grid
    void pressed(int index, boolean large);
  }

  /// What happens in a large view.
  public interface Listener {
    void placed(Place place);
  }

  public LargeView(Lightbox view) {
    this((Component) view);
  }

  public LargeView(ImageGrid grid) {
    this((Component) grid);
  }

  private LargeView(Component part) {
    element = part.getElement();
  }

  /// Puts something beside the picture; it is shown when somebody asks for it.
  ///
  /// @param shown is told the place of each picture that is shown, in the list of pictures
  /// @param placed is told what somebody marks
  /// @param pressed is told which of the marks somebody presses
  public void beside(Component side, IntConsumer shown, Listener placed, LongConsumer pressed) {
    element.appendVirtualChild(side.getElement());
    element.addAttachListener(
        _ -> element.executeJs(VIEW.formatted("view.beside($0)"), side.getElement()));
    element
        .addEventListener(
            "lightbox-at",
            event -> shown.accept(event.getEventData().path("event.detail.index").asInt(-1)))
        .addEventData("event.detail.index");
    element
        .addEventListener(
            "lightbox-thread",
            event -> pressed.accept(event.getEventData().path("event.detail.thread").asLong(-1)))
        .addEventData("event.detail.thread");
    element
        .addEventListener(
            "lightbox-spot",
            event -> {
              var said = event.getEventData();
              placed.placed(
                  new Place(
                      said.path("event.detail.x").asDouble(-1),
                      said.path("event.detail.y").asDouble(-1),
                      said.path("event.detail.width").asDouble(-1),
                      said.path("event.detail.height").asDouble(-1)));
            })
        .addEventData("event.detail.x")
        .addEventData("event.detail.y")
        .addEventData("event.detail.width")
        .addEventData("event.detail.height");
  }

  /// Offers something to do with a picture that is shown large, or with the tile of a grid that has
  /// the focus.
  public void offer(Act act) {
    element.addAttachListener(_ -> {
      element.executeJs(VIEW.formatted("view.act = {key: $0, label: $1}"), act.key(), act.label());
      element.executeJs(TILE_KEY, act.key());
    });
    element
        .addEventListener(
            "lightbox-at",
            event -> act.shown(event.getEventData().path("event.detail.index").asInt(-1)))
        .addEventData("event.detail.index");
    element
        .addEventListener(
            "lightbox-act",
            event -> act.pressed(event.getEventData().path("event.detail.index").asInt(-1), true))
        .addEventData("event.detail.index");
    element
        .addEventListener(
            "tile-act",
            event -> act.pressed(event.getEventData().path("event.detail.index").asInt(-1), false))
        .addEventData("event.detail.index");
  }

  /// Tells, below the picture of that place, what came of it.
  ///
  /// @param label what the button is called now
  public void said(int index, String words, String label) {
    var said =
        JsonNodeFactory.instance
            .objectNode()
            .put("index", index)
            .put("words", words)
            .put("label", label);
    element.executeJs(VIEW.formatted("view.said = $0"), said);
  }

  /// Shows these places on the picture, and nothing that was marked before.
  public void mark(Collection<Marked> places) {
    var all = JsonNodeFactory.instance.arrayNode();
    for (var one : places) {
      var node =
          all.addObject()
              .put("thread", one.id())
              .put("resolved", one.resolved())
              .put("x", one.place().x())
              .put("y", one.place().y());
      if (!one.place().isPoint()) {
        node.put("width", one.place().width()).put("height", one.place().height());
      }
    }
    element.executeJs(VIEW.formatted("view.spots = $0"), all);
  }

  /// Forgets the place that somebody marked.
  public void unmark() {
    element.executeJs(VIEW.formatted("view.unmark()"));
  }

  /// Opens what stands beside the picture.
  public void talk() {
    element.executeJs(VIEW.formatted("view.talk()"));
  }
}
