package lab.harmony.reports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Paragraph;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.spi.NotebookAction;
import lab.harmony.reports.Publication;
import lab.harmony.reports.PublishedReport;
import lab.harmony.reports.Reports;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/// "Publish" on the page of an experiment: freezes it and shows where the report lies.
@Service
@Order(100)
final class PublishAction implements NotebookAction {

  private final Reports reports;
  private final CurrentPerson person;

  PublishAction(Reports reports, CurrentPerson person) {
    this.reports = reports;
    this.person = person;
  }

  @Override
  public Component control(ExperimentSlug experiment) {
    var button = new Button("Publish");
    button.setDisableOnClick(true);
    button.addClickListener(_ -> {
      try {
        answer(reports.publish(experiment, person.name())).open();
      } finally {
        button.setEnabled(true);
      }
    });
    return button;
  }

  private static Dialog answer(Publication publication) {
    return switch (publication) {
      case Publication.Published(var report) -> published(report);
      case Publication.Refused(var reason) -> dialog("Not published", new Paragraph(reason));
    };
  }

  private static Dialog published(PublishedReport report) {
    var open = new Anchor("/" + ReportLinks.page(report.name()), "Open the report");
    open.setTarget(AnchorTarget.BLANK);
    open.getElement().setAttribute("router-ignore", true);
    var share = new Anchor("/" + ReportLinks.list(), "Share it");
    var dialog =
        dialog(
            "Published",
            new Paragraph(
                "The experiment is frozen as it is now, in reports/%s. Opens from disk, needs no network."
                    .formatted(report.name())));
    dialog.getFooter().add(share, open);
    dialog.addClassName("publish-dialog");
    return dialog;
  }

  private static Dialog dialog(String title, Component text) {
    var dialog = new Dialog(text);
    dialog.setHeaderTitle(title);
    var close = new Button("Close", _ -> dialog.close());
    close.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    dialog.getFooter().add(close);
    return dialog;
  }
}
