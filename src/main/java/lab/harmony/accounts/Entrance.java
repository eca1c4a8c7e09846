package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import lab.harmony.accounts.SignInTickets.Shown;
import lab.harmony.accounts.browsers.KnownBrowsers;
import lab.harmony.accounts.browsers.OpenSession;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.people.PersonId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/// Lets somebody in who has shown who they are: the browser's session is theirs from then on, under
/// another name than before.
@Component
class Entrance {

  /// How long somebody who is in may do nothing. Whoever is not in has the time of
  /// `server.servlet.session.timeout`, so that strangers hold no memory for long.
  static final Duration IDLE = Duration.ofHours(12);

  private final Sessions sessions;
  private final SignInTickets tickets;
  private final SignInRecord record;
  private final KnownBrowsers known;
  private final SecurityContextHolderStrategy holder;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  /// @param holders there is none where no pages are served
  Entrance(
      Sessions sessions,
      SignInTickets tickets,
      SignInRecord record,
      KnownBrowsers known,
      ObjectProvider<SecurityContextHolderStrategy> holders) {
    this.sessions = sessions;
    this.tickets = tickets;
    this.record = record;
    this.known = known;
    this.holder = holders.getIfAvailable(SecurityContextHolder::getContextHolderStrategy);
    contexts.setSecurityContextHolderStrategy(holder);
  }

  boolean isSomebodyIn() {
    return holder.getContext().getAuthentication() != null;
  }

  /// @return whether they are in: not if meanwhile all that was shown as them was dropped. It is
  ///   looked at once their session can be ended, so that whoever ends it either finds it or is
  ///   found here.
  boolean enter(Shown shown, HttpServletRequest request, HttpServletResponse response) {
    signIn(shown.person(), request, response);
    sessions.begin(shown, request, response);
    if (!tickets.holds(shown)) {
      sessions.endThis(request);
      leave(request);
      return false;
    }
    known.note(shown.person(), request, response);
    record.signedIn(shown.person(), shown.way(), request);
    return true;
  }

  void comeBack(
      RememberedBrowsers.Known browser, HttpServletRequest request, HttpServletResponse response) {
    signIn(browser.person(), request, response);
    if (!sessions.goOn(browser, request)) {
      leave(request);
      return;
    }
    record.cameBack(browser, request);
  }

  /// Whoever was in this browser is not any more.
  void leave(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    holder.clearContext();
  }

  private void signIn(PersonId person, HttpServletRequest request, HttpServletResponse response) {
    leaveIfAnother(person, request);
    var before = request.getSession(false);
    if (before != null) {
      OpenIdSignIn.forget(before);
      request.changeSessionId();
    }
    var context = holder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            person.value(), null, AuthorityUtils.createAuthorityList("ROLE_PERSON")));
    holder.setContext(context);
    contexts.saveContext(context, request, response);
    request.getSession().setMaxInactiveInterval(Math.toIntExact(IDLE.toSeconds()));
  }

  /// Pages that somebody else has open in this browser are not the new person's.
  private static void leaveIfAnother(PersonId person, HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null
        && OpenSession.of(session).filter(it -> !it.person().equals(person)).isPresent()) {
      session.invalidate();
    }
  }
}
