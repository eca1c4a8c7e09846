package lab.harmony.network;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// The lab's cookies: no script reads them, other sites' forms do not send them, and over TLS no
/// line without it carries them and no other host sets them (`__Host-`).
///
/// Without TLS, which is on this machine's loopback alone, they are not `Secure`: Safari keeps no
/// such cookie of `http://127.0.0.1`.
///
/// Browsers send a cookie to every port of a machine, so its name carries the lab's port: two labs
/// on one machine do not sign each other's people out.
@Component
public class LabCookies {

  static final String HOST_PREFIX = "__Host-";

  private final Supplier<Reach> reach;

  @Autowired
  LabCookies(ObjectProvider<Reach> reach) {
    this(reach::getObject);
  }

  public LabCookies(Supplier<Reach> reach) {
    this.reach = reach;
  }

  public Optional<String> read(HttpServletRequest request, String name) {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(named(request, name)))
        .map(Cookie::getValue)
        .findFirst();
  }

  /// @param life how long the browser keeps it; none at all to forget it
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      Duration life) {
    var cookie =
        ResponseCookie.from(named(request, name), value)
            .httpOnly(true)
            .secure(secure())
            .sameSite("Lax")
            .path("/")
            .maxAge(life)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private String named(HttpServletRequest request, String name) {
    return "%s%s-%d".formatted(secure() ? HOST_PREFIX : "", name, request.getLocalPort());
  }

  private boolean secure() {
    return reach.get().secure();
  }
}
