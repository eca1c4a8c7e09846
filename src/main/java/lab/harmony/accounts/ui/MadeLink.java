package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import lab.harmony.design.CopyButton;

/// A link that was made: it is shown now and never again.
final class MadeLink extends Composite<Div> {

  MadeLink(String address) {
    var field = new TextField("Link, shown only now");
    field.setValue(address);
    field.setReadOnly(true);
    field.setAutoselect(true);
    field.addClassName("people__link");
    var row = new Div(field, new CopyButton(address));
    row.addClassName("people__link-row");
    getContent()
        .add(row, new Paragraph("Whoever opens it first uses it up: send it to nobody else."));
  }
}
