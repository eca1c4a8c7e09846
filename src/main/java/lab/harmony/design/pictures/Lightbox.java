package lab.harmony.design.pictures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import lab.harmony.design.ElementCalls;

/// The large view over a page: one picture with its neighbours, arrows move, zoom stays, Esc
/// closes.
@Tag("harmony-lightbox")
@JsModule("context://lab/harmony-lightbox.nocache.js")
public final class Lightbox extends Component {

  public void show(PictureGrid grid) {
    getElement().setPropertyJson("data", PictureGridJson.of(grid));
  }

  /// Opens the picture at that place in the list of pictures shown.
  public void open(int index) {
    ElementCalls.call(getElement(), "open", index);
  }
}
