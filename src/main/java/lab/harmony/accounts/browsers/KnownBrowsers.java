package lab.harmony.accounts.browsers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.accounts.links.TokenFolder;
import lab.harmony.network.LabCookies;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.DataFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Browsers in which somebody was signed in before, for a year, also after they signed out. It lets
/// nobody in; it tells their own attempts to sign in from those of others.
@Component
public class KnownBrowsers {
  private static final Logger log = LoggerFactory.getLogger(KnownBrowsers.class);
  private static final String COOKIE = "harmony-known";
  private static final Duration LIFE = Duration.ofDays(365);

  private final TokenFolder tokens;
  private final LabCookies cookies;

  public KnownBrowsers(DataFolder data, Clock clock, LabCookies cookies) {
    this.cookies = cookies;
    tokens = new TokenFolder(data.root().resolve("accounts").resolve("known"), LIFE, clock);
  }

  /// By what the browser is named, if this person was signed in in it before.
  public Optional<String> of(PersonId person, HttpServletRequest request) {
    return cookies
        .read(request, COOKIE)
        .filter(token -> tokens.person(token).filter(person.value()::equals).isPresent())
        .map(TokenFolder::id);
  }

  public void note(PersonId person, HttpServletRequest request, HttpServletResponse response) {
    try {
      if (of(person, request).isEmpty()) {
        cookies.read(request, COOKIE).ifPresent(tokens::revoke);
        cookies.write(request, response, COOKIE, tokens.issue(person.value()), LIFE);
      }
    } catch (RuntimeException e) {
      log.warn("A browser is not known again by the lab: {}", e.getMessage());
    }
  }
}
