package lab.harmony.accounts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.accounts.links.Admission;
import lab.harmony.accounts.links.SignInLinks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns a sign-in link, a remembered browser, or what somebody showed on the page into a signed-in
/// session; and lets nobody on whose session was ended.
@Component
public class SignInFilter extends OncePerRequestFilter {
  private static final String PATH = "/sign-in";
  private static final Pattern PAGE = Pattern.compile("(/[A-Za-z0-9_-]+)+");

  private final SignInLinks links;
  private final SignInTickets tickets;
  private final RememberedBrowsers browsers;
  private final Sessions sessions;
  private final Entrance entrance;
  private final SignInRecord record;
  private final Admission admission;

  SignInFilter(
      SignInLinks links,
      SignInTickets tickets,
      RememberedBrowsers browsers,
      Sessions sessions,
      Entrance entrance,
      SignInRecord record,
      Admission admission) {
    this.links = links;
    this.tickets = tickets;
    this.browsers = browsers;
    this.sessions = sessions;
    this.entrance = entrance;
    this.record = record;
    this.admission = admission;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var session = request.getSession(false);
    if (session != null && !sessions.goesOn(session, request.getRemoteAddr())) {
      entrance.leave(request);
    }
    if (request.getMethod().equals("GET") && request.getRequestURI().equals(PATH)) {
      var token = request.getParameter("token");
      var ticket = request.getParameter("ticket");
      if (token != null) {
        useLink(token, request, response);
        return;
      }
      if (ticket != null) {
        useTicket(ticket, request, response);
        return;
      }
    }
    if (!entrance.isSomebodyIn()) {
      browsers.known(request).ifPresent(known -> entrance.comeBack(known, request, response));
    }
    chain.doFilter(request, response);
  }

  private void useLink(String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long before = tickets.moment();
    letIn(
        links
            .consume(token)
            .flatMap(admission::admit)
            .map(person -> new SignInTickets.Shown(person, Way.LINK, before)),
        Way.LINK,
        request,
        response);
  }

  private void useTicket(String ticket, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var shown = tickets.consume(ticket, Optional.ofNullable(request.getSession(false)));
    letIn(
        shown.filter(it -> admission.admit(it.person().value()).isPresent()),
        shown.map(SignInTickets.Shown::way).orElse(Way.LINK),
        request,
        response);
  }

  private void letIn(
      Optional<SignInTickets.Shown> shown,
      Way way,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    response.setHeader("Referrer-Policy", "no-referrer");
    if (shown.isEmpty() || !entrance.enter(shown.get(), request, response)) {
      record.refused(way, shown.map(SignInTickets.Shown::person), request);
      response.sendRedirect(PATH + "?expired");
      return;
    }
    response.sendRedirect(opens(request.getParameter("open")));
  }

  /// A page of the lab, never an address elsewhere: what does not look like one opens the first
  /// page.
  private static String opens(@Nullable String page) {
    return page != null && isPage(page) ? page : "/";
  }

  /// Whether it is the path of a page of the lab.
  static boolean isPage(String path) {
    return PAGE.matcher(path).matches();
  }
}
