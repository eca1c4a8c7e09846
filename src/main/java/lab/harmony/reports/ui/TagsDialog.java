package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import java.util.List;
import java.util.function.Consumer;

/// The tags of a report, to be changed; Enter saves them.
final class TagsDialog extends Composite<Dialog> {

  private final TagsField field;
  private final Consumer<List<String>> save;

  TagsDialog(String title, List<String> tags, Consumer<List<String>> save) {
    this.save = save;
    field = new TagsField(tags);
    getContent().setHeaderTitle("Tags of “%s”".formatted(title));
    getContent().setWidth("min(34rem, 92vw)");
    getContent().add(field);
    var button = new Button("Save tags", _ -> save());
    button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    button.addClickShortcut(Key.ENTER).listenOn(getContent());
    getContent().getFooter().add(new Button("Cancel", _ -> getContent().close()), button);
  }

  void open() {
    getContent().open();
  }

  private void save() {
    field
        .tags()
        .ifPresent(tags -> {
          getContent().close();
          save.accept(tags);
        });
  }
}
