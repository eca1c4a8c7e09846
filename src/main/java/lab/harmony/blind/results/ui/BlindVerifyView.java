package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.Command;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.Problem;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;

/// Whether the published file of a closed session is what was sealed at its start, step by step and
/// from the file alone: nothing of it is kept.
@Route("blind/verify")
@PageTitle("Verify a session · Harmony Lab")
@Needs(Right.REVIEW)
final class BlindVerifyView extends Composite<Div> {

  private static final int MOST_BYTES = 64 << 20;

  private final Div outcome = new Div();
  private final TextField noted = new TextField("SHA-256 that you noted (optional)");
  private Optional<PublishedCheck> shown = Optional.empty();

  BlindVerifyView() {
    var body = new PageBody("Verify a session", "blind-page");
    outcome.getElement().setAttribute("aria-live", "polite");
    noted.setWidth("min(42rem, 100%)");
    noted.setHelperText(
        "The session's page showed one from the start; whoever noted it then knows that the mapping"
            + " was not chosen afterwards. That of the close, which it shows since, covers the rest.");
    noted.setValueChangeMode(ValueChangeMode.LAZY);
    noted.addValueChangeListener(_ -> shown.ifPresent(this::show));
    body.add(
        new Paragraph(
            "The published file of a closed session holds what was sealed, the random bits that it"
                + " was sealed with, and every answer. A file alone shows only whether it fits itself;"
                + " that it is what was sealed shows the SHA-256 that you noted before. Nothing of"
                + " the file is kept or sent on. ./lab review verify FILE does the same without a"
                + " browser."),
        noted,
        upload(),
        outcome);
    getContent().addClassName("page");
    getContent()
        .add(
            new PageBar("Verify a session").withActions(new Anchor("/blind", "Blind sessions")),
            body);
  }

  private Upload upload() {
    var upload = new Upload(new SmallUpload(MOST_BYTES, this::read));
    upload.setMaxFiles(1);
    upload.setMaxFileSize(MOST_BYTES);
    upload.setAcceptedFileExtensions(".json");
    upload.addFileRejectedListener(
        event -> refuse(event.getErrorMessage() + ": a JSON file up to 64 MB is needed."));
    return upload;
  }

  private Command read(byte[] content) {
    if (content.length > MOST_BYTES) {
      return () -> refuse("The file is larger than 64 MB, which no session is.");
    }
    try {
      var check = PublishedCheck.of(new String(content, StandardCharsets.UTF_8));
      return () -> {
        shown = Optional.of(check);
        show(check);
      };
    } catch (BlindProblem problem) {
      return () -> refuse(problem.words());
    }
  }

  private void refuse(String words) {
    shown = Optional.empty();
    outcome.removeAll();
    outcome.add(new Problem("The file cannot be checked", words));
  }

  private void show(PublishedCheck check) {
    outcome.removeAll();
    var all = check.against(noted.getValue().strip());
    var list = new OrderedList();
    list.addClassName("blind-page__steps");
    for (var step : all.steps()) {
      var mark = new Span(step.holds() ? "✓ holds" : "✗ does not hold");
      mark.addClassName(step.holds() ? "blind-page__step--holds" : "blind-page__step--fails");
      list.add(new ListItem(mark, new Span(" " + step.words())));
    }
    var sentence = new Paragraph(all.sentence());
    sentence.addClassName("blind-page__verdict");
    outcome.add(sentence, list);
  }
}
