package lab.harmony.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Rights;

/// Shown where somebody opens a screen that their role does not have.
@PageTitle("Not open to you · Harmony Lab")
@ParentLayout(MainLayout.class)
@AnonymousAllowed
final class NotAllowedView extends Composite<Div>
    implements HasErrorParameter<AccessDeniedException> {

  private final transient Doors doors;
  private final transient Rights rights;
  private final transient CurrentPerson person;

  NotAllowedView(Doors doors, Rights rights, CurrentPerson person) {
    this.doors = doors;
    this.rights = rights;
    this.person = person;
    getContent().addClassName("page");
  }

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<AccessDeniedException> parameter) {
    getContent().removeAll();
    getContent()
        .add(
            new PageBar("Not open to you"),
            new EmptyState(
                "This screen is not open to you",
                why(event.getLocation().getPath()),
                new Anchor("/", "Show what is open to you")));
    return HttpStatusCode.FORBIDDEN.getCode();
  }

  private String why(String path) {
    try {
      doors.needs(path).ifPresent(right -> rights.require(person.actor(), right));
      return "Ask an owner of the lab.";
    } catch (NotAllowed problem) {
      return String.valueOf(problem.getMessage());
    }
  }
}
