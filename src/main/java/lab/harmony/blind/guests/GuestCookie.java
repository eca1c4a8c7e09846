package lab.harmony.blind.guests;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.blind.session.Guest;
import lab.harmony.blind.session.SessionId;
import lab.harmony.network.LabCookies;
import org.springframework.stereotype.Component;

/// What a guest's browser keeps of the sheet that is theirs: a cookie for each session.
@Component
public class GuestCookie {

  private static final String NAME = "guest-";

  /// Longer than any browser holds: the lab decides how long that is, and whose answers come late
  /// is still known.
  private static final Duration KEPT = BlindGuests.LIFETIME.multipliedBy(6);

  private final LabCookies cookies;
  private final BlindGuests guests;

  GuestCookie(LabCookies cookies, BlindGuests guests) {
    this.cookies = cookies;
    this.guests = guests;
  }

  /// Whether another guest of the same session rates in this browser: who begins would take their
  /// place.
  public boolean isOfAnother(HttpServletRequest request, Guest guest) {
    return read(request, guest.session())
        .flatMap(guests::sitting)
        .filter(sitting -> !sitting.rater().equals(guest.rater()))
        .isPresent();
  }

  /// What the browser of a request has of a session.
  public Optional<BlindGuests.Browser> read(HttpServletRequest request, SessionId session) {
    return cookies
        .read(request, NAME + session)
        .map(secret -> new BlindGuests.Browser(session, secret));
  }

  void write(
      HttpServletRequest request, HttpServletResponse response, BlindGuests.Browser browser) {
    cookies.write(request, response, NAME + browser.session(), browser.secret(), KEPT);
  }
}
