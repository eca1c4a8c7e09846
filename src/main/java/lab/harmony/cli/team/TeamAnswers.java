package lab.harmony.cli.team;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import lab.harmony.network.HostName;
import lab.harmony.network.SelfSigned;

/// What a team's lab needs to be told.
///
/// @param host what people type, without scheme and port
/// @param port where the lab listens
/// @param line how the line to it is encrypted
/// @param owner what its owner is called; empty where the lab knows one already
record TeamAnswers(HostName host, int port, Line line, Optional<String> owner) {

  /// How the line to the lab is encrypted.
  sealed interface Line {
    /// By a certificate of the team's.
    record Files(Path certificate, Optional<Path> key, Optional<String> password) implements Line {}

    /// By one that is made now.
    record SelfSigned() implements Line {}

    /// By a proxy before the lab.
    ///
    /// @param addresses where its requests come from
    record Proxy(String addresses, boolean onThisMachine) implements Line {}
  }

  private static final int HTTPS = 443;

  /// Where people reach the lab.
  URI address() {
    int shown = line instanceof Line.Proxy ? host.port().orElse(HTTPS) : port;
    return URI.create(
        shown == HTTPS
            ? "https://%s".formatted(host.name())
            : "https://%s:%d".formatted(host.name(), shown));
  }

  /// The settings that say so, by name.
  ///
  /// @param certificate what was made now; empty where none was
  SequencedMap<String, String> settings(Optional<SelfSigned.Made> certificate) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("harmony.team", "true");
    settings.put("harmony.address", address().toString());
    settings.put("server.port", String.valueOf(port));
    settings.put(
        "server.address",
        line instanceof Line.Proxy(_, var here) && here ? "127.0.0.1" : "0.0.0.0");
    switch (line) {
      case Line.Files(var file, var key, var password) -> {
        if (key.isPresent()) {
          settings.put("harmony.tls.certificate", full(file));
          settings.put("harmony.tls.key", full(key.get()));
        } else {
          settings.put("harmony.tls.store", full(file));
        }
        password.ifPresent(it -> settings.put("harmony.tls.password", it));
      }
      case Line.SelfSigned() -> {
        var made = certificate.orElseThrow();
        settings.put("harmony.tls.store", full(made.store()));
        settings.put("harmony.tls.password", made.password());
      }
      case Line.Proxy(var addresses, _) -> settings.put("harmony.behind-proxy", addresses);
    }
    owner.ifPresent(name -> settings.put("harmony.person", name));
    return settings;
  }

  private static String full(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }
}
