package lab.harmony.accounts;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// The lab answers to this machine only: it has no accounts with passwords, so any other address
/// would open it to whoever can reach it.
@Component
class LoopbackRule implements WebServerFactoryCustomizer<TomcatWebServerFactory> {

  @Override
  public void customize(TomcatWebServerFactory factory) {
    check(factory.getAddress());
  }

  static void check(@Nullable InetAddress address) {
    if (address == null || !address.isLoopbackAddress()) {
      throw new NotLoopbackException(
          address == null ? "every address of this machine" : address.getHostAddress());
    }
  }
}
