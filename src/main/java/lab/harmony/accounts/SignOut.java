package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/// Forgets the browser that signs out.
@Component
public class SignOut implements LogoutHandler {
  private static final Logger log = LoggerFactory.getLogger(SignOut.class);

  private final RememberedBrowsers browsers;
  private final SignInRecord record;

  SignOut(RememberedBrowsers browsers, SignInRecord record) {
    this.browsers = browsers;
    this.record = record;
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    if (!browsers.forget(request, response)) {
      log.error("A browser signed out; that it was remembered cannot be removed from the disk.");
    }
    if (authentication != null) {
      PersonId.parse(authentication.getName())
          .ifPresent(person -> record.signedOut(person, request));
    }
  }
}
