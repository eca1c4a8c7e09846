package lab.harmony.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends the session of somebody who may not sign in any more, with whatever they ask for next.
final class EndedSessions extends OncePerRequestFilter {

  private final People people;
  private final SecurityContextHolderStrategy contexts;

  EndedSessions(People people, SecurityContextHolderStrategy contexts) {
    this.people = people;
    this.contexts = contexts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var authentication = contexts.getContext().getAuthentication();
    if (authentication != null
        && PersonId.parse(authentication.getName())
            .flatMap(people::find)
            .filter(Person::maySignIn)
            .isEmpty()) {
      contexts.clearContext();
      var session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
    }
    chain.doFilter(request, response);
  }
}
