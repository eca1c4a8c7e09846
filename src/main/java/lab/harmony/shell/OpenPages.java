package lab.harmony.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import com.vaadin.flow.router.ListenerPriority;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.UIInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.LeftPage;
import lab.harmony.design.Notice;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonChanged;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The pages that are open in browsers, as far as what may be seen there depends on who sees it:
/// whoever gets another role finds the navigation of that role, and is led away from a screen that
/// is not open to them any more.
@Component
final class OpenPages implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1L;

  private final transient Map<UI, Person> pages = new ConcurrentHashMap<>();
  private final transient ObjectProvider<Doors> doors;
  private final transient People people;
  private final transient CurrentPerson current;

  OpenPages(ObjectProvider<Doors> doors, People people, CurrentPerson current) {
    this.doors = doors;
    this.people = people;
    this.current = current;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.getSource().addUIInitListener(this::opened);
  }

  private void opened(UIInitEvent event) {
    var page = event.getUI();
    page.addBeforeEnterListener(new Home());
    current
        .signedIn()
        .ifPresent(who -> {
          pages.put(page, who);
          page.addDetachListener(_ -> pages.remove(page));
        });
  }

  /// The address without a path leads to the first screen that is open.
  @ListenerPriority(1)
  private final class Home implements BeforeEnterListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
      if (event.getLocation().getPath().isEmpty()
          && !event.isErrorEvent()
          && current.signedIn().isPresent()
          && !doors.getObject().open(event.getNavigationTarget())) {
        doors.getObject().screens().stream()
            .findFirst()
            .ifPresent(screen -> event.forwardTo(screen.path()));
      }
    }
  }

  /// Somebody asked on this page for what they may not do: they are told, and led away from a
  /// screen that is not open to them any more.
  void refused(NotAllowed problem) {
    var page = UI.getCurrent();
    if (page != null) {
      page.access(() -> {
        Notice.problem(String.valueOf(problem.getMessage()));
        leaveWhatIsClosed(page);
      });
    }
  }

  @EventListener
  void changed(PersonChanged event) {
    people
        .find(event.person())
        .ifPresent(now ->
            pages.forEach((page, before) -> {
              if (before.id().equals(now.id()) && pages.replace(page, before, now)) {
                tell(page, before, now);
              }
            }));
  }

  private void tell(UI page, Person before, Person now) {
    if (!now.maySignIn()) {
      // Its session ends with what it asks for next: see EndedSessions.
      inPage(page, () -> LeftPage.leave(page, "/sign-in"));
      return;
    }
    if (!before.name().equals(now.name())) {
      inPage(page, () -> layout(page).ifPresent(MainLayout::showName));
    }
    if (before.role() != now.role()) {
      inPage(
          page,
          () -> {
            layout(page).ifPresent(MainLayout::showWhatIsOpen);
            Notice.show("Your role is %s now.".formatted(now.role().word()));
            leaveWhatIsClosed(page);
          });
    }
  }

  /// A page that is being closed keeps nobody else from hearing of a change.
  private static void inPage(UI page, Command what) {
    try {
      page.access(what);
    } catch (UIDetachedException gone) {
      // nobody looks any more
    }
  }

  private void leaveWhatIsClosed(UI page) {
    layout(page).ifPresent(MainLayout::showWhatIsOpen);
    var screen = page.getCurrentView().getClass();
    if (Doors.needs(screen).isPresent() && !doors.getObject().open(screen)) {
      page.navigate("");
    }
  }

  private static Optional<MainLayout> layout(UI page) {
    return page.getInternals().getActiveRouterTargetsChain().stream()
        .filter(MainLayout.class::isInstance)
        .map(MainLayout.class::cast)
        .findFirst();
  }
}
