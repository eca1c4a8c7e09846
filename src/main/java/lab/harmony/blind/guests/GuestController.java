package lab.harmony.blind.guests;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Optional;
import lab.harmony.blind.FrozenPictures;
import lab.harmony.blind.session.Guest;
import lab.harmony.people.OpenToAll;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

/// Answers guests, who have no session of the lab: it uses their link up, and gives them the
/// pictures of their own sheet as long as their browser holds.
@RestController
@OpenToAll
class GuestController {

  /// The browser that began last, in its own session.
  private static final String BEGUN = "harmony.guest-begun";

  private final BlindGuests guests;
  private final GuestCookie cookie;
  private final FrozenPictures pictures;

  GuestController(BlindGuests guests, GuestCookie cookie, FrozenPictures pictures) {
    this.guests = guests;
    this.cookie = cookie;
    this.pictures = pictures;
  }

  @GetMapping("/guest-begin/{token}")
  ResponseEntity<Void> begin(
      @PathVariable("token") String token,
      HttpServletRequest request,
      HttpServletResponse response) {
    // Somebody of the lab is not whom it is for: the page of the link says so.
    if (request.getUserPrincipal() != null) {
      return to("/guest");
    }
    // The page of the link says that the place is another's, and uses nothing up.
    if (guests.invited(token).filter(it -> cookie.isOfAnother(request, it)).isPresent()) {
      return to("/guest?token=" + token);
    }
    var browser = begun(token, request);
    browser.ifPresent(it -> cookie.write(request, response, it));
    return to(
        browser
            .map(BlindGuests.Browser::session)
            .or(() -> guests.came(token).filter(it -> sits(it, request)).map(Guest::session))
            .map(it -> "/guest?session=" + it)
            .orElse("/guest"));
  }

  private boolean sits(Guest guest, HttpServletRequest request) {
    return cookie
        .read(request, guest.session())
        .flatMap(guests::sitting)
        .filter(guest::equals)
        .isPresent();
  }

  /// Somebody who presses twice, or whose answer was lost on the way, gets the same again: whatever
  /// else knows the link does not have this session of the browser.
  private Optional<BlindGuests.Browser> begun(String token, HttpServletRequest request) {
    // A stranger without a link gets no session.
    var found = Optional.ofNullable(request.getSession(guests.invited(token).isPresent()));
    return found.flatMap(session -> begun(token, session));
  }

  private Optional<BlindGuests.Browser> begun(String token, HttpSession session) {
    synchronized (WebUtils.getSessionMutex(session)) {
      var begun = guests.begin(token);
      begun.ifPresent(it -> session.setAttribute(BEGUN, it));
      return begun.or(() ->
          Optional.ofNullable(session.getAttribute(BEGUN))
              .map(BlindGuests.Browser.class::cast)
              .filter(it -> {
                var sitting = guests.sitting(it);
                return sitting.isPresent() && sitting.equals(guests.came(token));
              }));
    }
  }

  private static ResponseEntity<Void> to(String address) {
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(URI.create(address))
        .cacheControl(CacheControl.noStore())
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  @GetMapping("/guest-pictures/{name}.png")
  ResponseEntity<byte[]> picture(@PathVariable("name") String name, HttpServletRequest request) {
    return pictures.served(
        request.getUserPrincipal() != null
            ? Optional.empty()
            : guests
                .sessionOf(name)
                .flatMap(session -> cookie.read(request, session))
                .flatMap(browser -> guests.picture(name, browser)));
  }
}
