package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.results.ImportedSession;
import lab.harmony.blind.results.ImportedSessions;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.results.telling.ToldSection;
import lab.harmony.blind.session.SessionId;
import lab.harmony.design.Mono;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.Times;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;

/// What a session tells that was rated elsewhere.
@Route("blind/imported/:session")
@Needs(Right.LOOK)
final class ImportedSessionView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {

  private final ImportedSessions sessions;
  private final Rights rights;
  private final Actor who;
  private final PageBody body = new PageBody("Session from elsewhere", "blind-page");
  private Optional<ImportedSession> session = Optional.empty();

  ImportedSessionView(ImportedSessions sessions, Rights rights, CurrentPerson person) {
    this.sessions = sessions;
    this.rights = rights;
    this.who = person.actor();
    getContent().addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    session =
        event
            .getRouteParameters()
            .get("session")
            .flatMap(SessionId::parse)
            .flatMap(id -> sessions.find(id, who));
    getContent().removeAll();
    getContent()
        .add(
            new PageBar(title())
                .withActions(new Anchor(ImportedListView.ADDRESS, "Sessions from elsewhere")),
            body);
    body.removeAll();
    session.ifPresentOrElse(
        this::about,
        () ->
            body.add(
                new EmptyState(
                    "There is no such session",
                    "It may have been removed.",
                    new Anchor(ImportedListView.ADDRESS, "Open the sessions from elsewhere"))));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    session.ifPresent(one ->
        LiveParts.answer(
            event.getUI(), () -> BlindTelling.of(sessions.told(one, who)), this::show));
  }

  private void show(List<ToldSection> told) {
    told.forEach(section -> body.add(ToldParts.of(section)));
  }

  private void about(ImportedSession one) {
    body.add(
        new Paragraph(
            "Imported by %s, %s. Rated elsewhere: nothing was sealed here, and who was blind stands as the file says it."
                .formatted(one.by(), Times.exact(one.at()))),
        new Paragraph("SHA-256 of the file:"),
        new Paragraph(new Mono(one.sha256())));
    if (rights.may(who, Right.COMPUTE)) {
      body.add(new Button("Remove", _ -> ask(one)));
    }
  }

  private void ask(ImportedSession one) {
    var dialog = new Dialog("Remove this session?");
    dialog.add(
        new Paragraph(
            "Its rows leave the lab. Bring the file in again to have them back; that it was here"
                + " stands in the audit trail."));
    var remove =
        new Button(
            "Remove",
            _ -> {
              dialog.close();
              sessions.remove(one, who);
              getUI().ifPresent(ui -> ui.navigate(ImportedListView.class));
            });
    remove.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(new Button("Keep it", _ -> dialog.close()), remove);
    dialog.open();
  }

  private String title() {
    return session.map(ImportedSession::title).orElse("Session from elsewhere");
  }

  @Override
  public String getPageTitle() {
    return "%s · Harmony Lab".formatted(title());
  }
}
