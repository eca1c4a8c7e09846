package lab.harmony.notices.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.PageBar;
import lab.harmony.design.Problem;
import lab.harmony.notices.MailChoices;
import lab.harmony.people.Needs;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Right;

/// Where the link leads that confirms an address: it does for whoever asked for it and is signed
/// in.
@Route("account/mail")
@PageTitle("Mails · Harmony Lab")
@Needs(Right.OWN_ACCOUNT)
final class MailConfirmView extends Composite<Div> implements BeforeEnterObserver {

  private final transient MailChoices choices;
  private final transient CurrentPerson person;
  private final Section content = new Section();

  MailConfirmView(MailChoices choices, CurrentPerson person) {
    this.choices = choices;
    this.person = person;
    content.addClassName("account__part");
    var page = new Div(content);
    page.addClassNames("account", "page__scroll");
    getContent().addClassName("page");
    getContent().add(new PageBar("Mails"), page);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    content.removeAll();
    var secret = event.getLocation().getQueryParameters().getSingleParameter("confirm").orElse("");
    try {
      var address = choices.confirm(secret, person.actor());
      content.add(
          new Paragraph(
              "%s is confirmed. From now on the lab writes to you there when something concerns you."
                  .formatted(address)));
    } catch (IllegalArgumentException | NotAllowed | NotRecorded e) {
      content.add(new Problem("Nothing was confirmed", String.valueOf(e.getMessage())));
    }
    content.add(new Anchor("account", "Choose of what, how soon, or switch it off"));
  }
}
