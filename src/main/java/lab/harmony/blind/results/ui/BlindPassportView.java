package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.SessionId;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;

/// What a rater's own answers in a closed session say of how they rate.
@Route("blind/passport/:session")
@PageTitle("Your passport · Harmony Lab")
@Needs(Right.REVIEW)
final class BlindPassportView extends Composite<Div> implements BeforeEnterObserver {

  private static final String LIST = "/blind";

  private final BlindReading reading;
  private final Actor who;

  BlindPassportView(BlindReading reading, CurrentPerson person) {
    this.reading = reading;
    this.who = person.actor();
    getContent().addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    getContent().removeAll();
    getContent().add(new PageBar("Your passport").withActions(new Anchor(LIST, "Blind sessions")));
    var body = new PageBody("Passport of this session", "blind-page");
    getContent().add(body);
    try {
      event
          .getRouteParameters()
          .get("session")
          .flatMap(SessionId::parse)
          .flatMap(id -> reading.passport(id, who))
          .ifPresentOrElse(
              own ->
                  body.add(
                      new Paragraph("How you rated in “%s”.".formatted(own.title())),
                      ToldParts.of(BlindTelling.passport(own.passport())),
                      new Paragraph(
                          "It is shown to you and to whoever sees experiments, and is no ranking:"
                              + " who differs from others may see more than they do. What came"
                              + " twice shows how steady you are; a second half that is much"
                              + " faster than the first may show that you were tired.")),
              () ->
                  body.add(
                      new EmptyState(
                          "You did not rate in such a session",
                          "Sessions in which you rate stand in the list.",
                          new Anchor(LIST, "Open the blind sessions"))));
    } catch (BlindProblem notYet) {
      body.add(
          new EmptyState(
              "Your passport is not here yet",
              notYet.words(),
              new Anchor(LIST, "Open the blind sessions")));
    }
  }
}
