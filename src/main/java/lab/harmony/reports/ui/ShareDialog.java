package lab.harmony.reports.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.CopyButton;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.people.NotAllowed;
import lab.harmony.reports.readers.ReportRefusal;
import lab.harmony.reports.readers.ShareLink;
import lab.harmony.reports.readers.ShareLinks;

/// Makes a link to one report, shows it once, and lists the links that work.
final class ShareDialog extends Dialog {

  private final Div links = new Div();
  private final Consumer<ShareLink> revoke;

  /// @param what is shared: a title, with its version where there are several
  /// @param create makes a link that lives as long as chosen, and answers its whole address
  ShareDialog(
      String what,
      List<ShareLink> open,
      Function<Duration, String> create,
      Consumer<ShareLink> revoke) {
    this.revoke = revoke;
    setHeaderTitle("Share " + what);
    addClassName("share-dialog");
    var lifetime = new RadioButtonGroup<Duration>("The link works for");
    lifetime.setItems(ShareLinks.LIFETIMES);
    lifetime.setItemLabelGenerator(Times::days);
    lifetime.setValue(Duration.ofDays(7));
    var made = new Div();
    made.addClassName("share-dialog__made");
    var button =
        new Button(
            "Create link",
            _ -> {
              made.removeAll();
              try {
                made.add(shown(create.apply(lifetime.getValue())));
              } catch (ReportRefusal | NotAllowed | NotRecorded problem) {
                made.add(new Problem("No link was made", String.valueOf(problem.getMessage())));
              }
            });
    button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    links.addClassName("share-dialog__links");
    show(open);
    add(
        new Paragraph(
            "Whoever has the link and can reach this machine reads this one page, and nothing else."
                + " No account is needed."),
        lifetime,
        button,
        made,
        links);
    getFooter().add(new Button("Close", _ -> close()));
  }

  /// The links that work now.
  void show(List<ShareLink> open) {
    links.removeAll();
    open.forEach(link -> links.add(row(link)));
  }

  private static Div shown(String address) {
    var field = new TextField("Link, shown only now");
    field.setValue(address);
    field.setReadOnly(true);
    field.setAutoselect(true);
    field.addClassName("share-dialog__address");
    var row = new Div(field, new CopyButton(address));
    row.addClassName("share-dialog__row");
    return row;
  }

  private Div row(ShareLink link) {
    var text =
        new Span(
            "Until %s, by %s"
                .formatted(Times.dayAndTime(link.expiresAt()), link.createdBy().name()));
    var button = new Button("Revoke", _ -> revoke.accept(link));
    button.setAriaLabel("Revoke the link that works until " + Times.dayAndTime(link.expiresAt()));
    var row = new Div(text, button);
    row.addClassName("share-dialog__row");
    return row;
  }
}
