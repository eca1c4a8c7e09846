package lab.harmony.blind;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lab.harmony.network.LabCookies;
import org.springframework.stereotype.Component;

/// What a guest's browser keeps of the sheet that is theirs: a cookie for each session.
@Component
public class GuestCookie {

  private static final String NAME = "guest-";

  private final LabCookies cookies;

  GuestCookie(LabCookies cookies) {
    this.cookies = cookies;
  }

  /// What the browser of a request has of a session.
  public Optional<BlindGuests.Browser> read(HttpServletRequest request, SessionId session) {
    return cookies
        .read(request, NAME + session)
        .map(secret -> new BlindGuests.Browser(session, secret));
  }

  void write(
      HttpServletRequest request, HttpServletResponse response, BlindGuests.Browser browser) {
    cookies.write(
        request, response, NAME + browser.session(), browser.secret(), BlindGuests.LIFETIME);
  }
}
