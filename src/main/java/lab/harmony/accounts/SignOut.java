package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lab.harmony.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/// Forgets the browser that signs out.
@Component
public class SignOut implements LogoutHandler {
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
    browsers.forget(request, response);
    if (authentication != null) {
      PersonId.parse(authentication.getName())
          .ifPresent(person -> record.signedOut(person, request));
    }
  }
}
