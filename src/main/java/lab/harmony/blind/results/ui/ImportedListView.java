package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.Command;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.results.ImportedSession;
import lab.harmony.blind.results.ImportedSessions;
import lab.harmony.blind.results.rows.RowsProblem;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.Problem;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;

/// Sessions that were rated elsewhere, and where rows of another are brought in.
@Route("blind/imported")
@PageTitle("Sessions from elsewhere · Harmony Lab")
@Needs(Right.LOOK)
final class ImportedListView extends Composite<Div> {

  static final String ADDRESS = "/blind/imported";

  private final ImportedSessions sessions;
  private final Actor who;
  private final TextField title = new TextField("Title");
  private final Div outcome = new Div();
  private final UnorderedList list = new UnorderedList();

  ImportedListView(ImportedSessions sessions, Rights rights, CurrentPerson person) {
    this.sessions = sessions;
    this.who = person.actor();
    var body = new PageBody("Sessions from elsewhere", "blind-page");
    body.add(
        new Paragraph(
            "Answers of sessions that were rated elsewhere are told as those of the lab are."
                + " Nothing of them was sealed here, and the lab cannot say who was blind: that"
                + " stands as the file says it."));
    if (rights.may(who, Right.COMPUTE)) {
      title.setWidth("min(30rem, 100%)");
      title.setMaxLength(200);
      title.setValue("Rated elsewhere");
      outcome.getElement().setAttribute("aria-live", "polite");
      body.add(
          new H2("Bring rows in"),
          new Paragraph(
              "A CSV file with the columns of the rows that a closed session of the lab has"
                  + " (docs/review.md names them). All of it is taken, or nothing, and then each"
                  + " line that is wrong is named."),
          title,
          upload(),
          outcome);
    }
    list.addClassName("blind-page__imported");
    body.add(new H2("Sessions"), list);
    getContent().addClassName("page");
    getContent()
        .add(
            new PageBar("Sessions from elsewhere")
                .withActions(new Anchor("/blind", "Blind sessions")),
            body);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    look();
  }

  private void look() {
    list.removeAll();
    var all = sessions.list(who);
    all.forEach(session -> list.add(row(session)));
    if (all.isEmpty()) {
      list.add(new ListItem("None yet."));
    }
  }

  private static ListItem row(ImportedSession session) {
    return new ListItem(
        new Anchor(ADDRESS + "/" + session.id(), session.title()),
        new Paragraph("Imported by %s, %d answers.".formatted(session.by(), session.answers())));
  }

  private Upload upload() {
    var upload = new Upload(new SmallUpload(ImportedSessions.MOST_BYTES, this::bring));
    upload.setMaxFiles(1);
    upload.setMaxFileSize(ImportedSessions.MOST_BYTES);
    upload.setAcceptedFileExtensions(".csv");
    upload.addFileRejectedListener(event ->
        refuse(
            "The file was not taken",
            event.getErrorMessage() + ": a CSV file up to 16 MB is needed."));
    return upload;
  }

  private Command bring(byte[] content) {
    try {
      var session = sessions.bring(title.getValue(), content, who);
      return () -> {
        outcome.removeAll();
        outcome.add(
            new Paragraph("%d answers are brought in.".formatted(session.answers())),
            new Anchor(ADDRESS + "/" + session.id(), "Open “%s”".formatted(session.title())));
        look();
      };
    } catch (RowsProblem problem) {
      return () -> {
        refuse("Nothing was brought in", "Mend the file and bring it in again.");
        var wrong = new UnorderedList();
        problem.problems().forEach(words -> wrong.add(new ListItem(words)));
        outcome.add(wrong);
      };
    }
  }

  private void refuse(String title, String words) {
    outcome.removeAll();
    outcome.add(new Problem(title, words));
  }
}
