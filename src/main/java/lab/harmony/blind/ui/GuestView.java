package lab.harmony.blind.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.BlindGuests;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.Guest;
import lab.harmony.blind.GuestCookie;
import lab.harmony.blind.Said;
import lab.harmony.blind.SessionId;
import lab.harmony.design.Problem;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Where a guest's link leads, and where their browser finds their sheet again: one sheet, and
/// nothing else of the lab.
@Route(value = "guest", autoLayout = false)
@PageTitle("Rate · Harmony Lab")
@AnonymousAllowed
final class GuestView extends Composite<Main> implements BeforeEnterObserver {

  /// As long as a day of rating: sessions of strangers end earlier.
  private static final Duration IDLE = Duration.ofHours(12);

  private final BlindGuests guests;
  private final GuestCookie cookie;

  private final CurrentPerson person;

  GuestView(BlindGuests guests, GuestCookie cookie, CurrentPerson person) {
    this.guests = guests;
    this.cookie = cookie;
    this.person = person;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    getContent().removeAll();
    getContent().removeClassNames("blind-rating", "guest");
    var somebody = person.signedIn();
    if (somebody.isPresent()) {
      turnAway(somebody.get().name());
      return;
    }
    var asked = event.getLocation().getQueryParameters();
    var token = asked.getSingleParameter("token").orElse("");
    var browser =
        asked
            .getSingleParameter("session")
            .flatMap(SessionId::parse)
            .flatMap(session ->
                cookie.read(VaadinServletRequest.getCurrent().getHttpServletRequest(), session));
    var sitting = browser.flatMap(guests::sitting);
    if (sitting.isPresent()) {
      seat(sitting.get(), browser.orElseThrow());
      return;
    }
    getContent().addClassName("guest");
    getContent().add(new H1("Harmony Lab"));
    guests.invited(token).ifPresentOrElse(guest -> invite(guest, token), this::refuse);
  }

  private void invite(Guest guest, String token) {
    var begin = new Anchor("/guest-begin/" + token, "Begin");
    begin.getElement().setAttribute("router-ignore", true);
    begin.addClassName("guest__begin");
    getContent()
        .add(
            new Paragraph(
                "%s, you were asked to rate pictures without knowing what drew them."
                    .formatted(guest.name())),
            new Paragraph(
                "This link works once: afterwards you rate in this browser, as long as you like and"
                    + " with as many pauses. Nothing about you is kept but your answers and how"
                    + " long each took."),
            begin);
  }

  /// People of the lab may know what drew the pictures, and their sessions end earlier.
  private void turnAway(String name) {
    getContent().addClassName("guest");
    getContent()
        .add(
            new H1("Harmony Lab"),
            new Problem(
                "This page is for guests",
                "You are signed in as %s in this browser. A guest rates without an account: send them the link, or open it in a private window or another browser."
                    .formatted(name)));
  }

  private void refuse() {
    getContent()
        .add(
            new Problem(
                "This link no longer works",
                "It works once, in one browser, until its end or until it is taken back. Ask whoever"
                    + " sent it for a new one; answers that wait in this browser are sent then."));
  }

  private void seat(Guest guest, BlindGuests.Browser browser) {
    VaadinSession.getCurrent().getSession().setMaxInactiveInterval((int) IDLE.toSeconds());
    var desk = new Desk(browser);
    Optional<Component> sheet =
        guests
            .task(browser)
            .<Component>map(task -> new BlindSheet(task, guest.rater(), desk))
            .or(() ->
                guests.ended(browser).map(ended -> new BlindSheet(ended, guest.rater(), desk)));
    var heading = new H1("Rate");
    heading.addClassName("visually-hidden");
    getContent().addClassName("blind-rating");
    getContent().add(heading);
    sheet.ifPresent(getContent()::add);
  }

  /// Keeps what the browser says, as long as it is the guest's.
  private final class Desk implements BlindSheet.Keeper {

    private final BlindGuests.Browser browser;

    Desk(BlindGuests.Browser browser) {
      this.browser = browser;
    }

    @Override
    public Optional<BlindRating.Taken> keep(Said said) {
      try {
        return guests.say(browser, said);
      } catch (DataAccessException | TransactionException problem) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<BlindRating.Task> now() {
      return guests.task(browser);
    }

    @Override
    public Optional<BlindRating.Ended> ended() {
      return guests.ended(browser);
    }

    @Override
    public String pictures() {
      return "/guest-pictures/";
    }

    @Override
    public String home() {
      return "";
    }
  }
}
