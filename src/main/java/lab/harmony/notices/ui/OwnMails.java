package lab.harmony.notices.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Optional;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Notice;
import lab.harmony.design.Problem;
import lab.harmony.notices.MailChoice;
import lab.harmony.notices.MailChoices;
import lab.harmony.notices.MailKind;
import lab.harmony.notices.MailPace;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;

/// Where one wants mails, of what, and how soon; or that one wants none.
final class OwnMails extends Composite<Div> {

  private final transient MailChoices choices;
  private final Actor me;
  private final Div parts = new Div();
  private final Div problem = new Div();

  OwnMails(MailChoices choices, Actor me) {
    this.choices = choices;
    this.me = me;
    parts.addClassName("people__form");
    getContent().addClassName("account__mails");
    getContent().add(parts, problem);
    show();
  }

  private void show() {
    parts.removeAll();
    choices
        .of(me)
        .ifPresentOrElse(
            choice ->
                choice
                    .confirmed()
                    .ifPresentOrElse(_ -> confirmed(choice), () -> unconfirmed(choice)),
            () -> none(""));
  }

  private void none(String before) {
    parts.add(
        new Paragraph(
            "The lab writes to you when something concerns you: one line and a link for each, never"
                + " what was said and no picture. First it sends a link that shows that the address is"
                + " yours."));
    address(before, "Send the link");
  }

  private void address(String before, String words) {
    var address = new TextField("Your e-mail address");
    address.setValue(before);
    address.setMaxLength(254);
    address.setAutocomplete(Autocomplete.EMAIL);
    address.setValueChangeMode(ValueChangeMode.EAGER);
    address.setWidth("min(100%, 26rem)");
    var send = new Button(words, _ -> attempt(() -> choices.ask(address.getValue(), me)));
    send.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    parts.add(address, send);
  }

  private void unconfirmed(MailChoice choice) {
    parts.add(
        new Paragraph(
            "A link is on its way to %s. Open it within %d hours in a browser in which you are signed in here. Nothing else is sent before."
                .formatted(choice.address(), MailChoices.TO_CONFIRM.toHours())));
    if (choices.areOffered()) {
      address(choice.address().text(), "Send another link");
    }
    parts.add(off("I want no mails"));
  }

  private void confirmed(MailChoice choice) {
    parts.add(new Paragraph("Mails go to %s.".formatted(choice.address())));
    if (!choices.areOffered()) {
      parts.add(new Paragraph("None goes out now: no setting of the lab names a mail server."));
    }
    var kinds = new CheckboxGroup<MailKind>("Write to me when");
    kinds.setItems(MailKind.chosen());
    kinds.setItemLabelGenerator(MailKind::words);
    kinds.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
    kinds.setValue(choice.kinds());
    var pace = new RadioButtonGroup<MailPace>("How soon");
    pace.setItems(List.of(MailPace.values()));
    pace.setItemLabelGenerator(MailPace::words);
    pace.setValue(choice.pace());
    kinds.addValueChangeListener(
        _ -> attempt(() -> choices.choose(kinds.getValue(), pace.getValue(), me)));
    pace.addValueChangeListener(
        _ -> attempt(() -> choices.choose(kinds.getValue(), pace.getValue(), me)));
    var change =
        new Button(
            "Change the address",
            _ -> {
              parts.removeAll();
              none(choice.address().text());
            });
    change.setEnabled(choices.areOffered());
    var actions = new Div(change, off("Switch mails off"));
    actions.addClassName("account__actions");
    parts.add(kinds, pace, actions);
  }

  private Button off(String words) {
    return new Button(
        words,
        _ ->
            attempt(() -> {
              choices.switchOff(me);
              Notice.show("No mails come any more.");
            }));
  }

  private void attempt(Runnable change) {
    problem.removeAll();
    var before = choices.of(me);
    try {
      change.run();
    } catch (IllegalArgumentException | NotAllowed | NotRecorded e) {
      problem.add(new Problem("That was not done", String.valueOf(e.getMessage())));
      return;
    }
    if (isAnother(before, choices.of(me))) {
      show();
    }
  }

  /// What somebody ticks stays where they tick it.
  private static boolean isAnother(Optional<MailChoice> before, Optional<MailChoice> now) {
    return !before.map(MailChoice::address).equals(now.map(MailChoice::address))
        || !before.flatMap(MailChoice::confirmed).equals(now.flatMap(MailChoice::confirmed));
  }
}
