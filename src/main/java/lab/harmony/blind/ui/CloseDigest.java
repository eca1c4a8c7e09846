package lab.harmony.blind.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import lab.harmony.design.Mono;

/// The SHA-256 of what a close wrote down; nothing for sessions that were closed before closes did.
final class CloseDigest {

  private CloseDigest() {}

  static Div of(String sha256) {
    var part = new Div();
    if (!sha256.isEmpty()) {
      part.add(
          new Paragraph(
              "Written down at the close, SHA-256 of title, form, times, who was blind, and the"
                  + " answers:"),
          new Paragraph(new Mono(sha256)));
    }
    return part;
  }
}
