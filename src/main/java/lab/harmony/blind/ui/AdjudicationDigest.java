package lab.harmony.blind.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import lab.harmony.design.Mono;

/// The SHA-256 of what was drawn when rating was stopped, which can be noted before the close;
/// nothing where nobody is asked.
final class AdjudicationDigest {

  private AdjudicationDigest() {}

  static Div of(String sha256) {
    var part = new Div();
    if (!sha256.isEmpty()) {
      part.add(
          new Paragraph(
              "Drawn when rating was stopped, SHA-256 of nonce and what is shown where raters"
                  + " disagree, in which order and on which side:"),
          new Paragraph(new Mono(sha256)));
    }
    return part;
  }
}
