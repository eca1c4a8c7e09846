package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/// The few icons of the lab, drawn in `frontend/styles/icons` and part of its style, so that none
/// is fetched by itself.
public enum LineIcon {
  SEARCH,
  CLOSE,
  MORE,
  DOWNLOAD,
  UNDO,
  REDO;

  /// As large as the text, in its colour, and not read out.
  public Component create() {
    var icon = new Span();
    icon.addClassNames("line-icon", "line-icon--" + name().toLowerCase(Locale.ROOT));
    icon.getElement().setAttribute("aria-hidden", "true");
    return icon;
  }
}
