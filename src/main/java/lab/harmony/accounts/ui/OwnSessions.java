package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Clock;
import lab.harmony.accounts.NotForgotten;
import lab.harmony.accounts.OwnAccount;
import lab.harmony.accounts.SignedIn;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;

/// The browsers in which one is signed in, each of which can be signed out.
final class OwnSessions extends Composite<Div> {

  private final transient OwnAccount account;
  private final Actor me;
  private final Clock clock;
  private final Div problem = new Div();
  private final UnorderedList list = new UnorderedList();
  private final Button others = new Button("Sign out everywhere else", _ -> endOthers());

  OwnSessions(OwnAccount account, Actor me, Clock clock) {
    this.account = account;
    this.me = me;
    this.clock = clock;
    list.addClassName("account__list");
    getContent().add(list, problem, others);
    show();
  }

  void show() {
    list.removeAll();
    var all = account.sessions(me, Asked.session());
    all.forEach(session -> list.add(row(session)));
    others.setVisible(all.stream().anyMatch(session -> !session.here()));
  }

  private ListItem row(SignedIn session) {
    var browser = new Span(session.browser());
    browser.addClassName("account__browser");
    var since = "signed in " + Times.brief(session.since(), clock);
    var when =
        new Span(
            (session.here() ? "this browser" : "last used " + Times.brief(session.used(), clock))
                + ", "
                + since
                + (session.address().isEmpty() ? "" : ", from " + session.address()));
    when.addClassName("account__when");
    var row = new ListItem(browser, when);
    row.addClassName("account__row");
    if (!session.here()) {
      var end = new Button("Sign out", _ -> end(session));
      end.setAriaLabel(
          "Sign out %s, last used %s"
              .formatted(session.browser(), Times.brief(session.used(), clock)));
      row.add(end);
    }
    return row;
  }

  private void end(SignedIn session) {
    attempt(() -> account.endSession(session, me));
  }

  private void endOthers() {
    attempt(() -> account.endOtherSessions(me, Asked.session()));
  }

  private void attempt(Runnable end) {
    problem.removeAll();
    try {
      end.run();
    } catch (NotForgotten e) {
      problem.add(new Problem("The disk does not forget", Sentences.of(e)));
    }
    show();
  }
}
