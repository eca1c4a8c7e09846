package lab.harmony.accounts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers only to the names of this machine itself.
///
/// A foreign page can make a browser ask for `evil.example` while that name points here (DNS
/// rebinding); the name in the request gives it away.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HostNameFilter extends OncePerRequestFilter {
  private static final int MISDIRECTED_REQUEST = 421;
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (NAMES.contains(request.getServerName())) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(MISDIRECTED_REQUEST);
      response.setContentType("text/plain;charset=utf-8");
      response
          .getWriter()
          .println("The lab answers at http://127.0.0.1 and http://localhost only.");
    }
  }
}
