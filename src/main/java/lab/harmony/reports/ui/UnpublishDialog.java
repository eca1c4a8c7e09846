package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import lab.harmony.reports.shelf.ReportLine;

/// Asks which versions of a report are taken back: the newest alone, or all.
final class UnpublishDialog extends Composite<Dialog> {

  UnpublishDialog(ReportLine line, Runnable newest, Runnable all) {
    var many = line.versions().size();
    var number = line.newest().version().number();
    var before = line.versions().get(1).version().number();
    getContent().setHeaderTitle("Unpublish “%s”".formatted(line.newest().title()));
    getContent().setWidth("min(34rem, 92vw)");
    getContent()
        .add(
            new Paragraph(
                "It has %d versions. Share links of what is taken back end. If version %d alone is taken back, version %d is the newest again, and its links stay."
                    .formatted(many, number, before)));
    getContent()
        .getFooter()
        .add(
            new Button("Cancel", _ -> getContent().close()),
            choice("Version %d only".formatted(number), newest),
            choice("All %d versions".formatted(many), all));
  }

  private Button choice(String text, Runnable action) {
    return new Button(
        text,
        _ -> {
          getContent().close();
          action.run();
        });
  }

  void open() {
    getContent().open();
  }
}
