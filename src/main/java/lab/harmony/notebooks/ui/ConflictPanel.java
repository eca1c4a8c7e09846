package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;

/// Two texts for one cell, side by side, until their second writer has chosen.
final class ConflictPanel extends Composite<Div> {
  private final Pre theirs = new Pre();
  private final Pre yours = new Pre();

  ConflictPanel(Runnable keepYours, Runnable takeTheirs, Runnable keepBoth) {
    var mine = new Button("Keep yours", _ -> keepYours.run());
    mine.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    var actions =
        new Div(
            mine,
            new Button("Take the other", _ -> takeTheirs.run()),
            new Button("Keep both", _ -> keepBoth.run()));
    actions.addClassName("conflict__actions");
    var texts = new Div(column("In the notebook", theirs), column("Yours, not saved yet", yours));
    texts.addClassName("conflict__texts");
    getContent().addClassName("conflict");
    getContent().getElement().setAttribute("role", "alert");
    getContent()
        .add(
            new Paragraph(
                "Somebody else changed this cell while you were writing. Nothing is lost: choose what stands here."),
            texts,
            actions);
  }

  void show(String inNotebook, String own) {
    theirs.setText(inNotebook);
    yours.setText(own);
  }

  private static Div column(String title, Pre text) {
    text.getElement().setAttribute("tabindex", "0");
    var column = new Div(new H3(title), text);
    column.addClassName("conflict__column");
    return column;
  }
}
