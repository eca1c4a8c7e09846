package lab.harmony.notebooks.ui.experiments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;
import lab.harmony.design.Notice;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.ExperimentKeeping.Deletion;
import lab.harmony.notebooks.Experiments.Creation;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.people.Actor;

/// What can be done with a whole experiment: rename, duplicate, delete.
final class ExperimentMenu extends Composite<IconButton> {
  private final ExperimentSlug slug;
  private final ExperimentKeeping keeping;
  private final Actor person;
  private String title = "";

  ExperimentMenu(ExperimentSlug slug, ExperimentKeeping keeping, Actor person) {
    this.person = person;
    this.slug = slug;
    this.keeping = keeping;
    var items = new ContextMenu(getContent());
    items.setOpenOnClick(true);
    items.addItem("Rename…", _ -> rename());
    items.addItem("Duplicate", _ -> duplicate());
    items.addItem("Delete", _ -> delete());
    getContent().addClassName("experiments__menu");
  }

  @Override
  protected IconButton initContent() {
    return new IconButton(LineIcon.MORE, "More for " + slug, _ -> {});
  }

  void setTitle(String shown) {
    title = shown;
  }

  private void rename() {
    var field = new TextField("Title");
    field.setValue(title);
    field.setWidthFull();
    field.setAutofocus(true);
    field.setHelperText(
        "The folder experiments/%s and every link stay as they are.".formatted(slug));
    var dialog = new Dialog(field);
    dialog.setHeaderTitle("Rename the experiment");
    dialog.setWidth("min(28rem, 92vw)");
    var save =
        new Button(
            "Rename",
            _ -> {
              if (keeping.rename(slug, field.getValue(), person)
                  instanceof Edit.Refused(var reason)) {
                field.setErrorMessage(reason);
                field.setInvalid(true);
              } else {
                dialog.close();
              }
            });
    save.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    save.addClickShortcut(Key.ENTER);
    dialog.getFooter().add(new Button("Cancel", _ -> dialog.close()), save);
    dialog.open();
  }

  private void duplicate() {
    switch (keeping.duplicate(slug, person)) {
      case Creation.Created(var copy) -> UI.getCurrent().navigate(ExperimentLinks.notebook(copy));
      case Creation.Rejected(var reason) -> say("Not duplicated", reason);
    }
  }

  private void delete() {
    switch (keeping.delete(slug, person)) {
      case Deletion.Deleted deleted ->
          Notice.undo(
              "%s was deleted; its runs and scores stay.".formatted(title),
              () ->
                  keeping
                      .restore(deleted, person)
                      .ifPresent(reason -> say("Not put back", reason)));
      case Deletion.Refused(var reason) -> say("Not deleted", reason);
    }
  }

  private static void say(String what, String reason) {
    var dialog = new Dialog(new Paragraph(reason));
    dialog.setHeaderTitle(what);
    dialog.getFooter().add(new Button("Close", _ -> dialog.close()));
    dialog.open();
  }
}
