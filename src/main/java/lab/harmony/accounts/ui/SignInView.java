package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import lab.harmony.design.Problem;

/// Tells a person without a session how to get in.
@Route(value = "sign-in", autoLayout = false)
@PageTitle("Sign in · Harmony Lab")
@AnonymousAllowed
final class SignInView extends Composite<Main> implements BeforeEnterObserver {
  private final Div problem = new Div();

  SignInView() {
    var column = new Div();
    column.addClassName("sign-in__column");
    column.add(
        new H1("Harmony Lab"),
        problem,
        new Paragraph("The lab opens with a link that works once. Print one in a terminal:"),
        new Pre("./lab link"),
        new Paragraph("Open it in this browser. You stay signed in here for thirty days."));
    getContent().addClassName("sign-in");
    getContent().add(column);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    problem.removeAll();
    if (event.getLocation().getQueryParameters().getParameters().containsKey("expired")) {
      problem.add(
          new Problem(
              "This link no longer works",
              "A sign-in link works once, within an hour. Print a fresh one."));
    }
  }
}
