package lab.harmony.accounts.ui;

import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import lab.harmony.accounts.passkeys.LabAddress;
import lab.harmony.network.Reach;

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

  /// The whole address of the link with this secret: under the name that people reach the lab by,
  /// or else the one by which whoever asks has it open.
  static String join(Reach reach, String secret) {
    var lab =
        reach.stated().isPresent() || !reach.names().isEmpty()
            ? reach.address(request().getLocalPort()).toString()
            : address().origin() + "/";
    return lab + "join?token=" + secret;
  }
}
