package lab.harmony.accounts.ui;

import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpSession;
import lab.harmony.accounts.SessionPages;
import lab.harmony.design.LeftPage;
import org.springframework.stereotype.Component;

/// Lets the open pages of a session that was ended leave at once, for the page that says so.
@Component
final class LeavingPages implements SessionPages {

  @Override
  public boolean leave(HttpSession session) {
    var all = VaadinSession.getAllSessions(session);
    all.forEach(pages ->
        pages.access(() -> pages.getUIs().forEach(page -> LeftPage.leave(page, "/sign-in?ended"))));
    return !all.isEmpty();
  }
}
