package lab.harmony.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import lab.harmony.backup.scheduled.StorageSentences;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.EmptyState;

/// Shown when a screen could not be opened because the lab itself failed.
@PageTitle("Problem · Harmony Lab")
@ParentLayout(MainLayout.class)
@AnonymousAllowed
final class ProblemView extends Composite<Div> implements HasErrorParameter<Exception> {

  private final transient StorageSentences storage;

  ProblemView(StorageSentences storage) {
    this.storage = storage;
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
    getContent().addClassName("page");
    var notAllowed = ProblemNotice.notAllowed(parameter.getException());
    if (notAllowed.isPresent()) {
      getContent()
          .add(
              new PageBar("Not open to you"),
              new EmptyState(
                  "This screen is not open to you",
                  String.valueOf(notAllowed.get().getMessage()),
                  new Anchor("/", "Show what is open to you")));
      return HttpStatusCode.FORBIDDEN.getCode();
    }
    var reference = ProblemNotice.log(parameter.getException());
    getContent()
        .add(
            new PageBar("Problem"),
            new EmptyState(
                "This screen could not be opened",
                storage
                    .of(parameter.getException())
                    .orElse(
                        "It is the lab's fault, and nothing saved was lost. The log has the details under reference %s."
                            .formatted(reference)),
                new Anchor("/", "Show the experiments")));
    return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
  }
}
