package lab.harmony.blind.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import lab.harmony.blind.BlindGuests;
import lab.harmony.blind.BlindProblem;
import lab.harmony.blind.BlindSession;
import lab.harmony.design.CopyButton;
import lab.harmony.design.Notice;
import lab.harmony.design.Times;
import lab.harmony.network.Reach;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;

/// The guests of an open session, and the links by which they come in.
final class GuestLinks extends Composite<Div> {

  private final BlindGuests guests;
  private final Reach reach;
  private final Actor who;
  private final Runnable changed;

  /// @param changed after a link was made or taken back
  GuestLinks(
      BlindSession session,
      Map<PersonId, BlindGuests.Way> ways,
      BlindGuests guests,
      Reach reach,
      Actor who,
      Runnable changed) {
    this.guests = guests;
    this.reach = reach;
    this.who = who;
    this.changed = changed;
    var list = new UnorderedList();
    list.addClassName("blinds__list");
    session.raters().stream()
        .filter(BlindSession.Rater::guest)
        .map(rater -> row(session, rater, Optional.ofNullable(ways.get(rater.person().id()))))
        .forEach(list::add);
    getContent()
        .add(
            new H2("Guests"),
            new Paragraph(
                "Each comes in by a link that works once and opens their sheet alone. A new link"
                    + " puts the browser of the one before out; answers stay."),
            list);
  }

  private ListItem row(
      BlindSession session, BlindSession.Rater rater, Optional<BlindGuests.Way> way) {
    var name = rater.person().name();
    boolean open = way.filter(GuestLinks::isOpen).isPresent();
    var make = new Button(open ? "New link" : "Make link", _ -> make(session, rater));
    make.setAriaLabel("%s for %s".formatted(make.getText(), name));
    var buttons = new Div(make);
    buttons.addClassName("blind-page__actions");
    if (open) {
      var revoke = new Button("Take back", _ -> revoke(session, rater));
      revoke.setAriaLabel("Take back the link of " + name);
      buttons.add(revoke);
    }
    var row =
        new ListItem(
            new Span(name), new Span(way.map(GuestLinks::words).orElse("no link yet")), buttons);
    row.addClassName("blinds__row");
    return row;
  }

  private static boolean isOpen(BlindGuests.Way way) {
    return !way.revoked() && way.until().isAfter(Clock.systemUTC().instant());
  }

  private static String words(BlindGuests.Way way) {
    return way.revoked()
        ? "link taken back"
        : !isOpen(way)
            ? "link ended"
            : way.used()
                .map(at -> "came in " + Times.dayAndTime(at))
                .orElse("link waits to be used");
  }

  private void make(BlindSession session, BlindSession.Rater rater) {
    try {
      var address = address(guests.link(session.id(), rater.person().id(), who));
      var field = new TextField("Link, shown only now");
      field.setValue(address);
      field.setReadOnly(true);
      field.setAutoselect(true);
      field.setWidthFull();
      var dialog = new Dialog("Link for " + rater.person().name());
      dialog.add(
          field,
          new CopyButton(address),
          new Paragraph(
              "It works once, for %d days: send it to %s and nobody else."
                  .formatted(BlindGuests.LIFETIME.toDays(), rater.person().name())));
      dialog.getFooter().add(new Button("Close", _ -> dialog.close()));
      dialog.open();
    } catch (BlindProblem problem) {
      Notice.problem(problem.words());
    }
    changed.run();
  }

  private void revoke(BlindSession session, BlindSession.Rater rater) {
    guests.revoke(session.id(), rater.person().id(), who);
    changed.run();
  }

  /// Under the name that people reach the lab by, or else the address by which whoever asks has it
  /// open.
  private String address(String secret) {
    var request = VaadinServletRequest.getCurrent();
    var url = request.getRequestURL().toString();
    var lab =
        reach.stated().isPresent() || !reach.names().isEmpty()
            ? reach.address(request.getLocalPort()).toString()
            : url.substring(0, url.length() - request.getRequestURI().length()) + "/";
    return lab + "guest?token=" + secret;
  }
}
