package lab.harmony.notices.ui;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import lab.harmony.accounts.ui.AccountPart;
import lab.harmony.notices.MailChoices;
import lab.harmony.people.Actor;

/// Mails, where the settings name a server, or somebody gave an address while they did.
@org.springframework.stereotype.Component
class MailPart implements AccountPart {

  private final MailChoices choices;

  MailPart(MailChoices choices) {
    this.choices = choices;
  }

  @Override
  public String title() {
    return "Mails";
  }

  @Override
  public Optional<Component> of(Actor me) {
    return choices.areOffered() || choices.of(me).isPresent()
        ? Optional.of(new OwnMails(choices, me))
        : Optional.empty();
  }
}
