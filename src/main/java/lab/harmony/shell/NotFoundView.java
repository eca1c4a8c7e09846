package lab.harmony.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.EmptyState;

/// Shown at an address where nothing is.
@PageTitle("Not found · Harmony Lab")
@ParentLayout(MainLayout.class)
@AnonymousAllowed
final class NotFoundView extends Composite<Div> implements HasErrorParameter<NotFoundException> {

  NotFoundView() {
    getContent().addClassName("page");
    getContent()
        .add(
            new PageBar("Not found"),
            new EmptyState(
                "Nothing is at this address",
                "It may have been renamed or deleted. The experiments lead to everything else.",
                new Anchor("/", "Show the experiments")));
  }

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    return HttpStatusCode.NOT_FOUND.getCode();
  }
}
