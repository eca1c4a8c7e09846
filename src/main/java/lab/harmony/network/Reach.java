package lab.harmony.network;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.workspace.HarmonySettings;

/// How the lab is reached, as people set it.
///
/// @param team whether it has accounts: people with passwords and passkeys of their own
/// @param tls the certificate that it shows; empty for none
/// @param springsTls whether Spring's own settings (`server.ssl.bundle`) give it one
/// @param proxies the reverse proxy that stands before it
/// @param stated what people type to reach it; empty for this machine's loopback address
/// @param names the names and addresses it answers to, besides those of this machine's loopback;
///   the first stands in links
public record Reach(
    boolean team,
    Optional<TlsFiles> tls,
    boolean springsTls,
    ProxyAddresses proxies,
    Optional<URI> stated,
    SequencedSet<String> names) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /// @throws NetworkProblem if a setting cannot be meant
  public static Reach of(HarmonySettings settings) {
    var stated = settings.text("harmony.address").map(Reach::address);
    var names = new LinkedHashSet<String>();
    stated.map(URI::getHost).ifPresent(host -> names.add(host.toLowerCase(Locale.ROOT)));
    settings.text("harmony.host-names").stream()
        .flatMap(all -> Stream.of(all.split("[,\\s]+")))
        .filter(one -> !one.isBlank())
        .map(Reach::name)
        .forEach(names::add);
    return new Reach(
        settings.team(),
        TlsFiles.of(settings),
        Stream.of("bundle", "key-store", "certificate")
            .anyMatch(one -> settings.text("server.ssl." + one).isPresent()),
        ProxyAddresses.of(settings.text("harmony.behind-proxy")),
        stated,
        Collections.unmodifiableSequencedSet(names));
  }

  private static URI address(String text) {
    try {
      var address = new URI(text.strip());
      if (Set.of("https", "http").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null
          && (address.getPath().isEmpty() || address.getPath().equals("/"))
          && Stream.of(address.getQuery(), address.getFragment(), address.getUserInfo())
              .allMatch(part -> part == null)) {
        return new URI(
            address.getScheme(), null, address.getHost(), address.getPort(), "/", null, null);
      }
    } catch (URISyntaxException _) {
      // Said below, with what came.
    }
    throw new NetworkProblem(
        "harmony.address needs what people type to reach the lab, got \"%s\".".formatted(text),
        "Give scheme and name, and the port unless it is the usual one, for example"
            + " harmony.address=https://lab.example.org:8443");
  }

  private static String name(String text) {
    try {
      var name = HostName.parse(text);
      if (name.port().isEmpty()) {
        return name.name();
      }
    } catch (NetworkProblem _) {
      // Said below, with the setting that it was.
    }
    throw new NetworkProblem(
        "harmony.host-names needs names and addresses of this machine, got \"%s\".".formatted(text),
        "Give them without scheme, port and path, with commas between, for example"
            + " harmony.host-names=lab.example.org,192.168.1.4");
  }

  /// Whether the lab itself speaks TLS.
  public boolean speaksTls() {
    return tls.isPresent() || springsTls;
  }

  /// Whether browsers reach it over TLS alone, from the lab itself or from the proxy before it.
  public boolean secure() {
    return speaksTls() || !proxies.isEmpty();
  }

  /// Whether it answers to a name: one of its own, or this machine's loopback. No foreign name ever
  /// is, wherever it points to.
  boolean answersTo(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name) || names.contains(name);
  }

  /// Where people reach the lab.
  ///
  /// @param port that it listens on
  public URI address(int port) {
    return stated.orElseGet(() -> {
      var scheme = speaksTls() ? "https" : "http";
      var host = names.stream().findFirst().orElse("127.0.0.1");
      return proxies.isEmpty()
          ? URI.create("%s://%s:%d/".formatted(scheme, host, port))
          : URI.create("https://%s/".formatted(host));
    });
  }
}
