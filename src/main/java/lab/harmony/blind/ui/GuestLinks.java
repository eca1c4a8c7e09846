package lab.harmony.blind.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.server.VaadinServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.GuestWay;
import lab.harmony.design.CopyButton;
import lab.harmony.design.Notice;
import lab.harmony.design.Times;
import lab.harmony.network.Reach;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.work.JobStops;

/// The guests of an open session, and the links by which they come in.
final class GuestLinks extends Composite<Div> {

  private final BlindGuests guests;
  private final Reach reach;
  private final Actor who;
  private final Runnable changed;

  /// @param changed after a link was made or taken back
  GuestLinks(
      BlindSession session,
      Map<PersonId, List<GuestWay>> ways,
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
        .map(rater -> row(session, rater, ways.getOrDefault(rater.person().id(), List.of())))
        .forEach(list::add);
    getContent()
        .add(
            new H2("Guests"),
            new Paragraph(
                "Each comes in by a link that works once and opens their sheet alone. A new link"
                    + " puts the browser of the one before out; answers stay, and each is known by"
                    + " the link that it came by. If somebody else used a link, take its answers"
                    + " out: they stay in the file and count for nothing."),
            list);
  }

  private ListItem row(BlindSession session, BlindSession.Rater rater, List<GuestWay> ways) {
    var name = rater.person().name();
    var now = Clock.systemUTC().instant();
    boolean open = ways.stream().anyMatch(way -> way.isOpen(now));
    var make = new Button(open ? "New link" : "Make link", _ -> make(session, rater));
    make.setAriaLabel("%s for %s".formatted(make.getText(), name));
    var buttons = new Div(make);
    buttons.addClassName("blind-page__actions");
    if (open) {
      var revoke = new Button("Take back", _ -> revoke(session, rater));
      revoke.setAriaLabel("Take back the link of " + name);
      buttons.add(revoke);
    }
    var row = new ListItem(new Span(name), new Span(ways.isEmpty() ? "no link yet" : ""), buttons);
    row.addClassName("blinds__row");
    if (!ways.isEmpty()) {
      var links = new OrderedList();
      links.addClassName("blinds__links");
      ways.forEach(way -> links.add(link(session, rater, way, now)));
      row.add(links);
    }
    return row;
  }

  private ListItem link(BlindSession session, BlindSession.Rater rater, GuestWay way, Instant now) {
    var item = new ListItem(new Span(words(way, now)));
    if (way.isAnySaid() && way.out().isEmpty()) {
      var out = new Button("Take answers out", _ -> askWhether(session, rater, way));
      out.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
      out.setAriaLabel(
          "Take out the answers of %s by link %d".formatted(rater.person().name(), way.number()));
      item.add(out);
    }
    return item;
  }

  private static String words(GuestWay way, Instant now) {
    if (way.used().isEmpty() && way.isOpen(now)) {
      return "link waits to be used";
    }
    var words = new ArrayList<String>();
    words.add("Link %d".formatted(way.number()));
    way.used().ifPresent(at -> words.add("came in " + Times.dayAndTime(at)));
    if (way.left().isPresent()) {
      words.add("left the browser " + Times.dayAndTime(way.left().get()));
    } else if (way.revoked().isPresent()) {
      words.add("taken back " + Times.dayAndTime(way.revoked().get()));
    } else if (!way.isOpen(now)) {
      words.add("ended " + Times.dayAndTime(way.until()));
    }
    if (way.used().isPresent()) {
      words.add(answers(way));
    }
    way.out()
        .ifPresent(out ->
            words.add(
                "taken out by %s %s%s"
                    .formatted(
                        out.by().map(NamedPerson::name).orElse("somebody"),
                        Times.dayAndTime(out.at()),
                        out.reason().isEmpty() ? "" : ": " + out.reason())));
    return String.join(", ", words);
  }

  private static String answers(GuestWay way) {
    var words = way.answers() == 1 ? "1 answer" : way.answers() + " answers";
    return way.takenBack() > 0 ? "%s and %d taken back".formatted(words, way.takenBack()) : words;
  }

  private void askWhether(BlindSession session, BlindSession.Rater rater, GuestWay way) {
    var dialog = new Dialog("Take these answers out?");
    dialog.setWidth("min(34rem, 92vw)");
    dialog.add(
        new Paragraph(
            "%s of %s by link %d stay in the file, marked as taken out by you, and count for nothing. What stood at these places before stands again; the others are asked again. The link is taken back. This cannot be undone."
                .formatted(answers(way), rater.person().name(), way.number())));
    var reason = new TextArea("Why");
    reason.setHelperText(
        "It stands on this page and in the audit trail. That something was taken out, by which"
            + " link and when, stands in all that the session tells.");
    reason.setMaxLength(JobStops.LONGEST_REASON);
    reason.setWidthFull();
    reason.setValueChangeMode(ValueChangeMode.EAGER);
    dialog.add(reason);
    var take =
        new Button(
            "Take out",
            _ -> {
              dialog.close();
              takeOut(session, rater, way, reason.getValue());
            });
    take.setEnabled(false);
    reason.addValueChangeListener(change -> take.setEnabled(!change.getValue().isBlank()));
    take.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    dialog.getFooter().add(new Button("Leave them in", _ -> dialog.close()), take);
    dialog.open();
  }

  private void takeOut(
      BlindSession session, BlindSession.Rater rater, GuestWay way, String reason) {
    try {
      guests.takeOut(session.id(), rater.person().id(), way.number(), who, reason);
    } catch (BlindProblem problem) {
      Notice.problem(problem.words());
    }
    changed.run();
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
    try {
      guests.revoke(session.id(), rater.person().id(), who);
    } catch (BlindProblem problem) {
      Notice.problem(problem.words());
    }
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
