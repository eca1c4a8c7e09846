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
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.design.ElementCalls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// Pictures in rows and columns: frozen labels, zoom from 48 to 256 px, a large view with
/// neighbours, two pictures compared. Thousands scroll smoothly: only those in view are loaded.
@Tag("harmony-image-grid")
@JsModule("context://lab/harmony-image-grid.nocache.js")
public final class ImageGrid extends Component {

  /// So many pictures are sent whole.
  private static final int WHOLE = 1024;

  /// More windows than any screen shows are not answered at once.
  private static final int MOST_WINDOWS = 64;

  private @Nullable SentGrid shown;
  private int version;

  /// `label` is read out as the name of the grid.
  public ImageGrid(String label) {
    addClassName("image-grid");
    getElement().setProperty("label", label);
    addListener(WindowAsked.class, event -> answer(event.version, event.windows));
  }

  /// Shows these pictures. Of more than a thousand the words of the first are sent, and those of
  /// others when they are about to be seen.
  public void show(PictureGrid grid) {
    show(SentGrid.of(grid));
  }

  /// The same of a grid that is ready: of pictures that are shown already no words are sent again.
  public void show(SentGrid grid) {
    var before = Optional.ofNullable(shown);
    int since = version++;
    shown = grid;
    getElement()
        .setPropertyJson(
            "data",
            before
                .flatMap(one -> grid.json(version, one, since))
                .orElseGet(() -> grid.json(version, firstWords(grid.grid().pictures().size()))));
  }

  private static int firstWords(int total) {
    return total <= WHOLE ? total : 2 * PictureGridJson.WINDOW;
  }

  private void answer(int asked, String windows) {
    if (shown == null || asked != version) {
      return; // the browser asks for those of the newer grid
    }
    var grid = shown.grid();
    var found = JsonNodeFactory.instance.arrayNode();
    WINDOWS
        .splitAsStream(windows)
        .limit(MOST_WINDOWS)
        .filter(number -> number.matches("\\d{1,6}"))
        .mapToInt(number -> Integer.parseInt(number) * PictureGridJson.WINDOW)
        .filter(from -> from < grid.pictures().size())
        .forEach(from -> found.add(PictureGridJson.window(grid, from, PictureGridJson.WINDOW)));
    ElementCalls.call(getElement(), "fill", asked, found);
  }

  private static final Pattern WINDOWS = Pattern.compile(",");

  /// The words of pictures are asked for that are about to be seen.
  @DomEvent("grid-window")
  public static final class WindowAsked extends ComponentEvent<ImageGrid> {
    private static final long serialVersionUID = 1L;
    private final int version;
    private final String windows;

    public WindowAsked(
        ImageGrid source,
        boolean fromClient,
        @EventData("event.detail.version") int version,
        @EventData("event.detail.windows") String windows) {
      super(source, fromClient);
      this.version = version;
      this.windows = windows;
    }
  }

  /// Makes the tiles as large as all columns fit into the width.
  public void fit() {
    ElementCalls.call(getElement(), "fit");
  }

  /// Opens a picture large, by its place in the list of pictures shown.
  public void open(int index) {
    ElementCalls.call(getElement(), "open", index);
  }

  /// Called when a picture is opened large, and for each to which the large view moves; the large
  /// view itself is the grid's own.
  public Registration addOpenListener(ComponentEventListener<Opened> listener) {
    return addListener(Opened.class, listener);
  }

  /// Marks the pictures about which something is said, by their places in the list of pictures
  /// shown.
  public void setTalked(Collection<Integer> indexes) {
    var all = JsonNodeFactory.instance.arrayNode();
    indexes.forEach(all::add);
    getElement().setPropertyJson("talked", all);
  }

  /// Leaves out the pairs whose points are equal, and what says nothing about a difference.
  public void setOnlyDifferences(boolean only) {
    getElement().setProperty("onlyDifferences", only);
  }

  /// Called when a person switches between all pairs and those that differ.
  public Registration addDifferencesListener(ComponentEventListener<Switched> listener) {
    return addListener(Switched.class, listener);
  }

  /// Makes the rates at the border buttons; called with the row or the column whose faces somebody
  /// wants to see.
  public Registration addRateListener(ComponentEventListener<RateAsked> listener) {
    getElement().setProperty("opensRates", true);
    return addListener(RateAsked.class, listener);
  }

  /// The faces behind the rate of a row or a column are asked for.
  @DomEvent("grid-rate")
  public static final class RateAsked extends ComponentEvent<ImageGrid> {
    private static final long serialVersionUID = 1L;
    private final boolean row;
    private final int index;
    private final boolean machine;

    public RateAsked(
        ImageGrid source,
        boolean fromClient,
        @EventData("event.detail.row") boolean row,
        @EventData("event.detail.index") int index,
        @EventData("event.detail.machine") boolean machine) {
      super(source, fromClient);
      this.row = row;
      this.index = index;
      this.machine = machine;
    }

    /// Whether it is a row and no column.
    public boolean row() {
      return row;
    }

    /// Its place among the rows or columns.
    public int index() {
      return index;
    }

    /// Whether the machine's rate is meant and not that of people.
    public boolean machine() {
      return machine;
    }
  }

  /// Called when a person steps through what the grid shows one value of at a time.
  public Registration addStepListener(ComponentEventListener<Stepped> listener) {
    return addListener(Stepped.class, listener);
  }

  /// A key asks for another value of an axis, or makes the keys step along another axis.
  @DomEvent("grid-step")
  public static final class Stepped extends ComponentEvent<ImageGrid> {
    private static final long serialVersionUID = 1L;
    private final int axis;
    private final int by;

    public Stepped(
        ImageGrid source,
        boolean fromClient,
        @EventData("event.detail.axis") int axis,
        @EventData("event.detail.by") int by) {
      super(source, fromClient);
      this.axis = axis;
      this.by = by;
    }

    /// The axis that the keys are to step along from now on, from 0; meant where `by` is 0.
    public int axis() {
      return axis;
    }

    /// How many values further; 0 where another axis was chosen.
    public int by() {
      return by;
    }
  }

  /// A person switched between all pairs and those that differ.
  @DomEvent("grid-differences")
  public static final class Switched extends ComponentEvent<ImageGrid> {
    private static final long serialVersionUID = 1L;
    private final boolean only;

    public Switched(
        ImageGrid source, boolean fromClient, @EventData("event.detail.only") boolean only) {
      super(source, fromClient);
      this.only = only;
    }

    public boolean only() {
      return only;
    }
  }

  /// A picture was opened large.
  @DomEvent("grid-open")
  public static final class Opened extends ComponentEvent<ImageGrid> {
    private static final long serialVersionUID = 1L;
    private final int index;

    public Opened(
        ImageGrid source, boolean fromClient, @EventData("event.detail.index") int index) {
      super(source, fromClient);
      this.index = index;
    }

    /// Its place in the list of pictures shown.
    public int index() {
      return index;
    }
  }
}
