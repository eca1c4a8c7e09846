package lab.harmony.accounts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import lab.harmony.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns a sign-in link, or a remembered browser, into a signed-in session.
@Component
public class SignInFilter extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(SignInFilter.class);
  private static final String PATH = "/sign-in";
  private static final Pattern PAGE = Pattern.compile("(/[A-Za-z0-9_-]+)+");

  private final SignInLinks links;
  private final RememberedBrowsers browsers;
  private final SignInRecord record;
  private final Admission admission;
  private final SecurityContextHolderStrategy holder;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  /// @param holders there is none where no pages are served
  SignInFilter(
      SignInLinks links,
      RememberedBrowsers browsers,
      SignInRecord record,
      Admission admission,
      ObjectProvider<SecurityContextHolderStrategy> holders) {
    this.links = links;
    this.browsers = browsers;
    this.record = record;
    this.admission = admission;
    this.holder = holders.getIfAvailable(SecurityContextHolder::getContextHolderStrategy);
    contexts.setSecurityContextHolderStrategy(holder);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var token = request.getParameter("token");
    if (request.getMethod().equals("GET")
        && request.getRequestURI().equals(PATH)
        && token != null) {
      useLink(token, request, response);
      return;
    }
    if (holder.getContext().getAuthentication() == null) {
      var person = browsers.person(request);
      if (person.isPresent()) {
        signIn(person.get(), request, response);
        record.signedIn(person.get(), SignInRecord.Way.REMEMBERED, request);
      }
    }
    chain.doFilter(request, response);
  }

  private void useLink(String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var person = links.consume(token).flatMap(admission::admit);
    if (person.isEmpty()) {
      record.refused(request);
      response.sendRedirect(PATH + "?expired");
      return;
    }
    signIn(person.get(), request, response);
    record.signedIn(person.get(), SignInRecord.Way.LINK, request);
    remember(person.get(), request, response);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.sendRedirect(opens(request.getParameter("open")));
  }

  /// Whoever is in stays in until the lab restarts, also where the disk takes no note of it.
  private void remember(PersonId person, HttpServletRequest request, HttpServletResponse response) {
    try {
      browsers.remember(person, request, response);
    } catch (RuntimeException e) {
      log.warn(
          "A browser signed in and is not remembered; it needs a new link after a restart: {}",
          e.getMessage());
    }
  }

  /// A page of the lab, never an address elsewhere: what does not look like one opens the first
  /// page.
  private static String opens(@Nullable String page) {
    return page != null && PAGE.matcher(page).matches() ? page : "/";
  }

  private void signIn(PersonId person, HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    var context = holder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            person.value(), null, AuthorityUtils.createAuthorityList("ROLE_PERSON")));
    holder.setContext(context);
    contexts.saveContext(context, request, response);
  }
}
