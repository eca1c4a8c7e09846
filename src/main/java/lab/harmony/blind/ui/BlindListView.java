package lab.harmony.blind.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.NarrowedList;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;

/// The blind sessions: to rate in, and for whoever sees experiments to look at.
@Route("blind")
@PageTitle("Blind sessions · Harmony Lab")
@Menu(title = "Blind sessions", order = 25)
@Needs(Right.REVIEW)
final class BlindListView extends Composite<Div> implements BeforeEnterObserver {

  private final Actor who;
  private final boolean looks;
  private final NarrowedList<BlindSessions.Head> list;

  BlindListView(BlindSessions sessions, Rights rights, CurrentPerson person) {
    who = person.actor();
    looks = rights.may(who, Right.LOOK);
    boolean makes = rights.may(who, Right.COMPUTE);
    var found = sessions.heads(who);
    list =
        new NarrowedList<>(
            "session",
            "sessions",
            found,
            head -> head.title() + " " + head.id(),
            "blinds__list",
            part -> sessions.list(part, who).stream().map(this::row).toList(),
            makes
                ? new EmptyState(
                    "No blind session yet",
                    "Several people rate pictures without knowing which model made them, so that"
                        + " nobody finds only what they hoped for.",
                    new Anchor(BlindLinks.NEW, "Plan a session"))
                : new EmptyState(
                    "Nothing to rate blind",
                    "Sessions that somebody asks you to rate in stand here."));
    var bar = new PageBar("Blind sessions", list.narrowing());
    getContent().addClassName("page");
    getContent()
        .add(
            makes
                ? bar.withActions(elsewhere())
                    .withActions(new Anchor(BlindLinks.NEW, "Plan a session"))
                : bar.withActions(elsewhere()),
            new WaitingHint(found, who.person()),
            list);
  }

  private Component[] elsewhere() {
    var verify = new Anchor(BlindLinks.VERIFY, "Verify a file");
    return looks
        ? new Component[] {new Anchor(BlindLinks.IMPORTED, "Sessions from elsewhere"), verify}
        : new Component[] {verify};
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    list.read(event.getLocation());
  }

  private ListItem row(BlindSession session) {
    var name =
        looks
            ? new Anchor(BlindLinks.session(session.id()), session.title())
            : new Span(session.title());
    var item = new ListItem(name, new Span(state(session)), todo(session));
    item.addClassName("blinds__row");
    return item;
  }

  private String state(BlindSession session) {
    return looks
        ? "%s, %d of %d answered".formatted(word(session), session.answered(), session.showings())
        : word(session);
  }

  private static String word(BlindSession session) {
    return session.isOpen()
        ? session.isRating() ? "▸ open" : "▸ rating stopped, being adjudicated"
        : session.voided().isPresent() ? "✕ void" : "✓ closed";
  }

  private Div todo(BlindSession session) {
    var cell = new Div();
    session
        .seat(who.person())
        .ifPresent(rater -> {
          cell.add(new Anchor(BlindLinks.rating(session.id()), words(session, rater)));
          if (!session.isOpen()
              && session.voided().isEmpty()
              && !session.isAdjudicatedBy(who.person())) {
            cell.add(new Span(" "), new Anchor(BlindLinks.passport(session.id()), "Your passport"));
          }
        });
    return cell;
  }

  /// What there is on a rater's own page: also to undo what they answered last, and to take what
  /// came out.
  private static String words(BlindSession session, BlindSession.Rater rater) {
    boolean done = rater.answered() == rater.showings();
    boolean adjudicates = session.isAdjudicatedBy(rater.person().id());
    boolean over = !session.isRating() && !adjudicates;
    return "%s, %s%d of %d of yours"
        .formatted(
            !session.isOpen()
                ? session.voided().isPresent() ? "What became of it" : "What came out"
                : over
                    ? "Rating is over"
                    : done
                        ? "Look again or undo"
                        : adjudicates
                            ? "Adjudicate"
                            : rater.answered() == 0 ? "Rate" : "Go on rating",
            done ? "✓ " : "",
            rater.answered(),
            rater.showings());
  }
}
