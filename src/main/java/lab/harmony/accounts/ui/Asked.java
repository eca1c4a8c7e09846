package lab.harmony.accounts.ui;

import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import lab.harmony.accounts.passkeys.LabAddress;

/// What a browser asks now.
final class Asked {

  private Asked() {}

  static HttpServletRequest request() {
    return VaadinServletRequest.getCurrent().getHttpServletRequest();
  }

  static Optional<HttpSession> session() {
    return Optional.ofNullable(request().getSession(false));
  }

  /// The address under which it has the lab open.
  static LabAddress address() {
    var request = request();
    return LabAddress.of(request.getScheme(), request.getServerName(), request.getServerPort());
  }

  /// The whole address of the link with this secret.
  static String join(String secret) {
    return address().origin() + "/join?token=" + secret;
  }
}
