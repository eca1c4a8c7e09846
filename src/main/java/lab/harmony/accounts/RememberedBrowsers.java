package lab.harmony.accounts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.DataFolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Service;

/// Browsers that signed in once and stay signed in for thirty days, also when the lab restarts.
///
/// Labs of before noted a name for each; it is replaced by the id when a lab starts.
///
/// Browsers send a cookie to every port of a machine, so its name carries the lab's port: two labs
/// on one machine do not sign each other's people out.
@Service
class RememberedBrowsers {
  private static final Duration LIFE = Duration.ofDays(30);

  private final TokenFolder tokens;
  private final Admission admission;

  RememberedBrowsers(DataFolder data, Clock clock, Admission admission) {
    tokens = new TokenFolder(data.root().resolve("accounts").resolve("browsers"), LIFE, clock);
    this.admission = admission;
    tokens.rewrite(whom ->
        PersonId.parse(whom).isPresent()
            ? Optional.of(whom)
            : admission.admit(whom).map(PersonId::value));
  }

  void remember(PersonId person, HttpServletRequest request, HttpServletResponse response) {
    write(request, response, tokens.issue(person.value()), LIFE);
  }

  Optional<PersonId> person(HttpServletRequest request) {
    return token(request).flatMap(tokens::person).flatMap(admission::admit);
  }

  void forget(HttpServletRequest request, HttpServletResponse response) {
    write(request, response, "", Duration.ZERO);
    token(request).ifPresent(tokens::revoke);
  }

  private static Optional<String> token(HttpServletRequest request) {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(cookieName(request)))
        .map(Cookie::getValue)
        .findFirst();
  }

  private static String cookieName(HttpServletRequest request) {
    return "harmony-browser-" + request.getLocalPort();
  }

  private static void write(
      HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
    var cookie =
        ResponseCookie.from(cookieName(request), value)
            .httpOnly(true)
            .sameSite("Strict")
            .path("/")
            .maxAge(life)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
