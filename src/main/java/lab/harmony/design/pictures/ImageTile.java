package lab.harmony.design.pictures;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/// One picture in a gallery or a strip: square, loaded when it comes into view.
public final class ImageTile extends Composite<Div> {
  private final Div frame = new Div();

  public ImageTile(String source, String alternative) {
    var image = new Image(source, alternative);
    image.addClassName("image-tile__image");
    image.getElement().setAttribute("loading", "lazy").setAttribute("decoding", "async");
    frame.addClassName("image-tile__frame");
    frame.add(image);
    getContent().addClassName("image-tile");
    getContent().add(frame);
  }

  public ImageTile withVerdict(VerdictMark mark) {
    frame.add(mark);
    return this;
  }

  public ImageTile withCaption(String text) {
    var caption = new Span(text);
    caption.addClassName("image-tile__caption");
    getContent().add(caption);
    return this;
  }

  /// Makes the picture a button.
  public ImageTile opening(String action, Runnable open) {
    var button = new NativeButton("", _ -> open.run());
    button.addClassName("image-tile__open");
    button.getElement().setAttribute("aria-label", action);
    frame.add(button);
    return this;
  }
}
