package lab.harmony.accounts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.stereotype.Service;

/// Whoever is signed in; outside of a session (the command line, a worker) the owner of this
/// machine's lab.
@Service
public class CurrentPerson {
  private final SignInLinks links;
  private final SecurityContextHolderStrategy contexts;

  /// @param contexts there is none where no pages are served
  CurrentPerson(SignInLinks links, ObjectProvider<SecurityContextHolderStrategy> contexts) {
    this.links = links;
    this.contexts = contexts.getIfAvailable(SecurityContextHolder::getContextHolderStrategy);
  }

  public String name() {
    var authentication = contexts.getContext().getAuthentication();
    return authentication == null || authentication instanceof AnonymousAuthenticationToken
        ? links.person()
        : authentication.getName();
  }
}
