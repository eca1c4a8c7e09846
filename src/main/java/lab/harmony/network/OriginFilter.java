package lab.harmony.network;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets only the lab's own pages change anything or keep a line open to it: a browser says where a
/// page came from that does so. Cookies alone do not tell it, since another port of this machine is
/// the same site to them.
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OriginFilter extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Reach reach;

  OriginFilter(Reach reach) {
    this.reach = reach;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (allowed(request)) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      response.setContentType("text/plain;charset=utf-8");
      response.getWriter().println("Only pages of the lab itself may ask for this.");
    }
  }

  private boolean allowed(HttpServletRequest request) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      // Programs that are no browser say none; a line of a browser always says one.
      return !opensLine(request);
    }
    return READING.contains(request.getMethod()) && !opensLine(request) || isOwn(origin, request);
  }

  private static boolean opensLine(HttpServletRequest request) {
    var upgrade = request.getHeader(HttpHeaders.UPGRADE);
    return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
  }

  private boolean isOwn(String origin, HttpServletRequest request) {
    var asked = origin(request.getScheme(), request.getServerName(), request.getServerPort());
    return origin.equalsIgnoreCase(asked)
        || reach.stated().map(OriginFilter::origin).filter(origin::equalsIgnoreCase).isPresent();
  }

  private static String origin(URI address) {
    return origin(address.getScheme(), address.getHost(), address.getPort());
  }

  private static String origin(String scheme, @Nullable String host, int port) {
    var usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
    return usual ? "%s://%s".formatted(scheme, host) : "%s://%s:%d".formatted(scheme, host, port);
  }
}
