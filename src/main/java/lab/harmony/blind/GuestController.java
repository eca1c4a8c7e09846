package lab.harmony.blind;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import lab.harmony.people.OpenToAll;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Answers guests, who have no session of the lab: it uses their link up, and gives them the
/// pictures of their own sheet as long as their browser holds.
@RestController
@OpenToAll
class GuestController {

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
    var browser = guests.begin(token);
    browser.ifPresent(it -> cookie.write(request, response, it));
    return to(browser.map(it -> "/guest?session=" + it.session()).orElse("/guest"));
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
        guests
            .sessionOf(name)
            .flatMap(session -> cookie.read(request, session))
            .flatMap(browser -> guests.picture(name, browser)));
  }
}
