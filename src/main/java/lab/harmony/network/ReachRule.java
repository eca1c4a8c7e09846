package lab.harmony.network;

import java.net.InetAddress;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// The lab answers to this machine alone, unless it has accounts and every line to it is encrypted:
/// any other address would open it to whoever can reach it, and their passwords to whoever listens.
@Component
@ConditionalOnWebApplication
class ReachRule implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final Reach reach;

  ReachRule(Reach reach) {
    this.reach = reach;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    check(reach, factory.getAddress());
    if (reach.tls().isPresent()) {
      factory.setSsl(Ssl.forBundle(CertificateWatch.BUNDLE));
    }
    factory.addEngineValves(new ForwardedValve(reach));
    if (reach.secure()) {
      var cookie = factory.getSettings().getSession().getCookie();
      cookie.setName(LabCookies.HOST_PREFIX + cookie.getName());
      cookie.setSecure(true);
    }
  }

  /// @param address where the server is to listen; all addresses of the machine if null
  static void check(Reach reach, @Nullable InetAddress address) {
    var loopback = address != null && address.isLoopbackAddress();
    var missing = new ArrayList<String>();
    if (!reach.team() && !(loopback && reach.proxies().isEmpty())) {
      missing.add("accounts (harmony.team=true)");
    }
    if (!loopback && !reach.secure()) {
      missing.add(
          "TLS (harmony.tls.certificate and harmony.tls.key, or the proxy that brings it by"
              + " harmony.behind-proxy)");
    }
    if (reach.names().isEmpty() && !(loopback && reach.proxies().isEmpty())) {
      missing.add("the name that people reach it by (harmony.address)");
    }
    if (reach.secure()
        && reach.stated().filter(stated -> !"https".equals(stated.getScheme())).isPresent()) {
      missing.add("an address that begins with https (harmony.address)");
    }
    if (!missing.isEmpty()) {
      throw new NetworkProblem(
          "The lab was told to answer at %s%s, which others can reach. For that it needs %s."
              .formatted(
                  address == null ? "every address of this machine" : address.getHostAddress(),
                  reach.proxies().isEmpty() ? "" : " behind a proxy",
                  String.join("; ", missing)),
          "./lab start --team asks for all of it and sets it. Or leave server.address at 127.0.0.1,"
              + " and forward the port from another machine: ssh -L 8080:127.0.0.1:8080 <this"
              + " machine>, then open the sign-in link there.");
    }
  }
}
