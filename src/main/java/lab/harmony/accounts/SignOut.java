package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/// Forgets the browser that signs out.
@Component
public class SignOut implements LogoutHandler {
  private final RememberedBrowsers browsers;

  SignOut(RememberedBrowsers browsers) {
    this.browsers = browsers;
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    browsers.forget(request, response);
  }
}
