package lab.harmony.accounts.passkeys;

import java.net.URI;
import java.util.regex.Pattern;

/// The address under which a browser has the lab open. A passkey belongs to the name in it.
///
/// @param origin with the scheme, and the port where it is not the usual one:
///   `http://localhost:8080`
/// @param host `localhost`
public record LabAddress(String origin, String host) {

  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*|\\[.*");

  /// @param port as the server sees it
  public static LabAddress of(String scheme, String host, int port) {
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return new LabAddress("%s://%s%s".formatted(scheme, host, usual ? "" : ":" + port), host);
  }

  /// Whether browsers make passkeys here: for names, and where nobody listens on the way.
  public boolean takesPasskeys() {
    return !NUMBERS.matcher(host).matches()
        && (origin.startsWith("https:") || host.equals("localhost") || host.endsWith(".localhost"));
  }

  /// The same lab by a name instead of a number, if it is on this machine.
  public String byName() {
    var port = URI.create(origin).getPort();
    return "http://localhost" + (port < 0 ? "" : ":" + port);
  }

  /// Whether it is this machine by its number.
  public boolean isThisMachine() {
    return host.equals("127.0.0.1") || host.equals("[::1]") || host.equals("::1");
  }
}
