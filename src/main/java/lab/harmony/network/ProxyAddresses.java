package lab.harmony.network;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/// The addresses of a reverse proxy that stands before the lab, alone or as networks
/// (`10.0.0.0/24`).
record ProxyAddresses(List<IpAddressMatcher> matchers) {

  static final ProxyAddresses NONE = new ProxyAddresses(List.of());

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*)(/\\d{1,3})?");

  /// @throws NetworkProblem if a part is no address, or means everybody
  static ProxyAddresses of(Optional<String> setting) {
    return new ProxyAddresses(
        setting.stream()
            .flatMap(all -> Stream.of(all.split("[,\\s]+")))
            .filter(one -> !one.isBlank())
            .map(ProxyAddresses::matcher)
            .toList());
  }

  private static IpAddressMatcher matcher(String one) {
    if (!FORM.matcher(one).matches()) {
      throw problem(one, "which is no address");
    }
    if (one.endsWith("/0")) {
      throw problem(one, "which is everybody: anybody could forge where a request comes from");
    }
    try {
      return new IpAddressMatcher(one);
    } catch (IllegalArgumentException e) {
      throw problem(one, "which is no address");
    }
  }

  private static NetworkProblem problem(String one, String why) {
    return new NetworkProblem(
        "harmony.behind-proxy needs the addresses of the proxy, got \"%s\", %s."
            .formatted(one, why),
        "Give the addresses that the proxy's requests come from, for example"
            + " harmony.behind-proxy=127.0.0.1,::1 for one on this machine or 10.0.0.0/28 for a"
            + " network.");
  }

  boolean isEmpty() {
    return matchers.isEmpty();
  }

  boolean contains(String address) {
    return FORM.matcher(address).matches()
        && matchers.stream().anyMatch(matcher -> matcher.matches(address));
  }
}
