package lab.harmony.blind.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
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
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.guests.GuestCookie;
import lab.harmony.blind.session.Guest;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
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
            .or(() -> guests.came(token).map(Guest::session))
            .flatMap(session -> cookie.read(request(), session));
    var sitting = browser.flatMap(guests::sitting);
    if (sitting.isPresent()) {
      seat(sitting.get(), browser.orElseThrow());
      return;
    }
    getContent().addClassName("guest");
    getContent().add(new H1("Harmony Lab"));
    guests.invited(token).ifPresentOrElse(guest -> invite(guest, token), this::refuse);
  }

  private static HttpServletRequest request() {
    return VaadinServletRequest.getCurrent().getHttpServletRequest();
  }

  private void invite(Guest guest, String token) {
    if (cookie.isOfAnother(request(), guest)) {
      getContent()
          .add(
              new Problem(
                  "Somebody else rates in this browser",
                  "Open the link in another browser or a private window: two who rate the same"
                      + " session in one browser would take each other's place."));
      return;
    }
    var begin = new Anchor("/guest-begin/" + token, "Begin");
    begin.getElement().setAttribute("router-ignore", true);
    begin.addClassName("guest__begin");
    getContent()
        .add(
            new Paragraph(
                "%s, you were asked to rate pictures without knowing what drew them."
                    .formatted(guest.name())),
            new Paragraph(
                "This link works once: afterwards you rate in this browser, with as many pauses as you"
                    + " like, and find your sheet again by the same link. What is kept of you is"
                    + " your name, as whoever asked you gave it, your answers, and when each came"
                    + " and how long it took."),
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

  private void askWhether(BlindGuests.Browser browser) {
    var dialog = new Dialog("Leave this browser?");
    dialog.setWidth("min(28rem, 92vw)");
    dialog.add(
        new Paragraph(
            "Do so if it is not yours. What you answered is kept; to go on you need a new link from"
                + " whoever asked you."));
    var leave =
        new Button(
            "Leave",
            _ -> {
              dialog.close();
              leave(browser);
            });
    leave.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(new Button("Stay", _ -> dialog.close()), leave);
    dialog.open();
  }

  private void leave(BlindGuests.Browser browser) {
    guests.leave(browser);
    getContent().removeAll();
    getContent().removeClassName("blind-rating");
    getContent().addClassName("guest");
    getContent()
        .add(
            new H1("Harmony Lab"),
            new Paragraph(
                "You have left. What you answered is kept, and nobody rates in your place in this"
                    + " browser. To go on, ask whoever asked you for a new link."));
  }

  /// Keeps what the browser says, as long as it is the guest's.
  private final class Desk implements BlindSheet.Keeper {

    private final BlindGuests.Browser browser;

    Desk(BlindGuests.Browser browser) {
      this.browser = browser;
    }

    @Override
    public Optional<BlindRating.Taken> keep(Said said, int link) {
      try {
        return person.signedIn().isPresent() ? Optional.empty() : guests.say(browser, said, link);
      } catch (DataAccessException | TransactionException problem) {
        return Optional.empty();
      }
    }

    @Override
    public int link() {
      return guests.link(browser);
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
    public Optional<String> out() {
      if (person.signedIn().isPresent()) {
        return Optional.of(
            "Somebody of the lab has signed in in this browser. Nothing is sent until they have signed out.");
      }
      return guests.sitting(browser).isPresent()
          ? Optional.empty()
          : Optional.of(
              "Your link has ended or was taken back. What you answered waits in this browser: ask for a new link, and use it here.");
    }

    @Override
    public String pictures() {
      return "/guest-pictures/";
    }

    @Override
    public String home() {
      return "";
    }

    @Override
    public Optional<Runnable> leaving() {
      return Optional.of(() -> askWhether(browser));
    }
  }
}
