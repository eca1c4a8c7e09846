package lab.harmony.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.server.menu.MenuConfiguration;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.NowRunning;
import org.springframework.beans.factory.ObjectProvider;

/// The frame of every screen: the navigation at the side, the screen beside it.
@Layout
@AnonymousAllowed
final class MainLayout extends AppLayout {

  MainLayout(CurrentPerson person, ObjectProvider<NowRunning> running) {
    setPrimarySection(Section.DRAWER);
    addClassName("shell");
    var drawer =
        new Div(brand(), navigation(), new RunningNow(running.stream().toList()), foot(person));
    drawer.addClassName("shell__drawer");
    addToDrawer(drawer);
  }

  private static Component brand() {
    var brand = new Anchor("/", "Harmony Lab");
    brand.addClassName("shell__brand");
    return brand;
  }

  /// Only screens that exist: every view with `@Menu`, in its order; those from 50 on stand apart.
  private static Component navigation() {
    var daily = new SideNav();
    daily.getElement().setAttribute("aria-label", "Work");
    var stock = new SideNav();
    stock.getElement().setAttribute("aria-label", "Material");
    for (var entry : MenuConfiguration.getMenuEntries()) {
      var item = new SideNavItem(entry.title(), entry.path());
      item.setMatchNested(!entry.path().isEmpty() && !entry.path().equals("/"));
      (entry.order() < 50 ? daily : stock).addItem(item);
    }
    var both = new Div(daily, stock);
    both.addClassName("shell__navigation");
    return both;
  }

  private static Component foot(CurrentPerson person) {
    var name = new Span(person.name());
    name.addClassName("shell__person");
    var foot = new Div(name);
    foot.addClassName("shell__foot");
    return foot;
  }
}
