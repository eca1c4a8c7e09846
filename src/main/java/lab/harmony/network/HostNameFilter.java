package lab.harmony.network;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers only to the lab's own names.
///
/// A foreign page can make a browser ask for `evil.example` while that name points here (DNS
/// rebinding); the name in the request gives it away.
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class HostNameFilter extends OncePerRequestFilter {
  private static final int MISDIRECTED_REQUEST = 421;

  private final Reach reach;

  HostNameFilter(Reach reach) {
    this.reach = reach;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (reach.answersTo(request.getServerName())) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(MISDIRECTED_REQUEST);
      response.setContentType("text/plain;charset=utf-8");
      response
          .getWriter()
          .printf(
              "The lab answers at %s only. Further names are a setting: harmony.host-names.%n",
              reach.address(request.getLocalPort()));
    }
  }
}
