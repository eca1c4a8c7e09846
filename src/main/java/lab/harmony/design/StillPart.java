package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// Keeps its height while what stands in it changes, so that whatever somebody looks at below it
/// stays where it is; what does not fit any more is one press away.
@Tag("harmony-still")
@JsModule("context://lab/harmony-still.nocache.js")
public final class StillPart extends Component implements HasComponents, HasStyle {

  /// Whether it keeps its height from now on, or is as high as what stands in it.
  public void hold(boolean held) {
    getElement().setProperty("held", held);
  }
}
