package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.people.Person;
import lab.harmony.reports.readers.Audience;

/// For whom a report is, to be changed.
final class AudienceDialog extends Composite<Dialog> {

  private final AudienceField field;
  private final Consumer<Audience> save;

  /// @param links how many links to it work now
  AudienceDialog(
      String title, Audience audience, List<Person> people, int links, Consumer<Audience> save) {
    this.save = save;
    field = new AudienceField(audience, people);
    var end =
        new Paragraph(
            links == 1
                ? "One link to it works. It ends: whoever is named signs in."
                : "%d links to it work. They end: whoever is named signs in.".formatted(links));
    end.getElement().setAttribute("role", "status");
    end.setVisible(links > 0 && audience instanceof Audience.Named);
    field.whenChanged(now -> end.setVisible(links > 0 && now instanceof Audience.Named));
    getContent().setHeaderTitle("Who reads “%s”".formatted(title));
    getContent().setWidth("min(34rem, 92vw)");
    getContent().add(new Paragraph("It holds for all its versions, at once."), field, end);
    var button = new Button("Save", _ -> save());
    button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    getContent().getFooter().add(new Button("Cancel", _ -> getContent().close()), button);
  }

  void open() {
    getContent().open();
  }

  private void save() {
    field
        .audience()
        .ifPresent(audience -> {
          getContent().close();
          save.accept(audience);
        });
  }
}
