package lab.harmony.network;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at what somebody names before it becomes a setting.
public final class CertificateCheck {

  private CertificateCheck() {}

  /// Whether the lab could show this certificate now.
  ///
  /// @param key empty where the file is a PKCS12 store
  /// @return what browsers will say against it, if anything
  /// @throws NetworkProblem in words, if it cannot be used
  public static Optional<String> of(
      Path file, Optional<Path> key, Optional<String> password, HostName host, Instant now) {
    var files =
        key.<TlsFiles>map(it -> new TlsFiles.Pem(file, it, password))
            .orElseGet(() -> new TlsFiles.Store(file, password.orElse("")));
    try {
      var certificate = CertificateReader.read(files);
      if (certificate.endedBy(now)) {
        throw new NetworkProblem(
            "A certificate that is valid is needed, that of %s ended on %s."
                .formatted(file, certificate.ends()),
            "Name a newer one.");
      }
      return certificate.isFor(host.name())
          ? Optional.empty()
          : Optional.of(
              "The certificate is for %s and not for %s: browsers will warn."
                  .formatted(String.join(", ", certificate.names()), host.name()));
    } catch (CertificateReader.Unreadable e) {
      throw new NetworkProblem(
          "A certificate with its key is needed, got " + e.getMessage() + ".",
          "Name PEM files of a certificate and its key, or one PKCS12 file.");
    }
  }

  /// Whether these are addresses of a proxy that stands on this machine.
  ///
  /// @throws NetworkProblem in words, if they are none
  public static boolean isOnThisMachine(String proxies) {
    var all = ProxyAddresses.of(Optional.of(proxies));
    if (all.isEmpty()) {
      throw new NetworkProblem(
          "The addresses of the proxy are needed, got nothing.",
          "Give those that its requests come from, for example 127.0.0.1.");
    }
    return Stream.of(proxies.split("[,\\s]+"))
        .filter(one -> !one.isBlank())
        .allMatch(one -> one.startsWith("127.") || one.equals("::1"));
  }
}
