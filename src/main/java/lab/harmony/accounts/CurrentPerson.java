package lab.harmony.accounts;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/// Whoever is signed in; outside of a session (the command line, a worker) the owner of this
/// machine's lab.
@Service
public class CurrentPerson {
  private final SignInLinks links;

  CurrentPerson(SignInLinks links) {
    this.links = links;
  }

  public String name() {
    var authentication =
        SecurityContextHolder.getContextHolderStrategy().getContext().getAuthentication();
    return authentication == null || authentication instanceof AnonymousAuthenticationToken
        ? links.person()
        : authentication.getName();
  }
}
