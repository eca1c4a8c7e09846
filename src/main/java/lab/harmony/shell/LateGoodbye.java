package lab.harmony.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers a page that says that it listens no more, when its session is gone already.
///
/// A page that is left for signing in says so while the sign-in gives its session another id. The
/// line to pages would begin a new session for it, and the cookie of that would take the place of
/// the one that somebody has just signed in with.
final class LateGoodbye extends OncePerRequestFilter {

  private static final String LINE = "/VAADIN/push";
  private static final String GOODBYE = "X-Atmosphere-Transport=close";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().equals(request.getContextPath() + LINE)
        || !Optional.ofNullable(request.getQueryString()).orElse("").contains(GOODBYE)
        || request.getSession(false) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
    response.setStatus(HttpServletResponse.SC_OK);
  }
}
