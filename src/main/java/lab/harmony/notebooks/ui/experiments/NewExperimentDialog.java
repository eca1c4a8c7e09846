package lab.harmony.notebooks.ui.experiments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;

/// Asks for the question and the kind of a new experiment, and shows where it will live.
public final class NewExperimentDialog extends Composite<Dialog> {
  private final TextField title = new TextField("What is the question?");
  private final Select<ExperimentKind> kind = new Select<>();
  private final Experiments experiments;
  private final Actor person;

  public NewExperimentDialog(Experiments experiments, Actor person) {
    this.person = person;
    this.experiments = experiments;
    title.setPlaceholder("Prompt formats");
    title.setValueChangeMode(ValueChangeMode.EAGER);
    title.setAutofocus(true);
    title.addValueChangeListener(change -> {
      title.setInvalid(false);
      title.setHelperText(
          ExperimentSlug.fromTitle(change.getValue())
              .map(slug -> "experiments/%s/notebook.ipynb".formatted(slug))
              .orElse(""));
    });
    kind.setLabel("Kind");
    kind.setItems(ExperimentKind.values());
    kind.setItemLabelGenerator(ExperimentKind::label);
    kind.setValue(ExperimentKind.PROMPTS);
    var create = new Button("Create", _ -> create());
    create.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    create.addClickShortcut(Key.ENTER);
    var fields = new Div(title, kind);
    fields.addClassName("new-experiment");
    getContent().setHeaderTitle("New experiment");
    getContent().add(fields);
    getContent().getFooter().add(new Button("Cancel", _ -> getContent().close()), create);
  }

  public void open() {
    getContent().open();
  }

  private void create() {
    switch (experiments.create(title.getValue(), kind.getValue(), person)) {
      case Experiments.Creation.Created(var slug) -> {
        getContent().close();
        getContent().getUI().ifPresent(ui -> ui.navigate(ExperimentLinks.notebook(slug)));
      }
      case Experiments.Creation.Rejected(var reason) -> {
        title.setErrorMessage(reason);
        title.setInvalid(true);
      }
    }
  }
}
