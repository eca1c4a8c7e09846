package lab.harmony.network;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name or address that people type to reach the lab.
///
/// @param name in lower case; an IPv6 address stands in brackets
/// @param port empty for the usual one
public record HostName(String name, Optional<Integer> port) {

  private static final int LAST_PORT = 65_535;
  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\\[[0-9a-f.]*:[0-9a-f:.]+]");
  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

  /// A name as people type it, with its port or without.
  ///
  /// @throws NetworkProblem if it is none, in words
  public static HostName parse(String text) {
    var typed = text.strip().toLowerCase(Locale.ROOT);
    if (isBareIpv6(typed)) {
      return new HostName("[" + typed + "]", Optional.empty());
    }
    var port = PORT.matcher(typed);
    var ported = port.find();
    var name = ported ? typed.substring(0, port.start()) : typed;
    if (!isName(name) || ported && !isPort(port.group(1))) {
      throw new NetworkProblem(
          "A name or an address of this machine is needed, got \"%s\".".formatted(text.strip()),
          "Give it without scheme and path, for example lab.example.org or 192.168.1.4.");
    }
    return new HostName(
        name, ported ? Optional.of(Integer.parseInt(port.group(1))) : Optional.empty());
  }

  /// A name in lower case, or an IPv6 address in brackets.
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// Whether a text is a port that something can listen on.
  public static boolean isPort(String text) {
    return text.matches("\\d{1,5}")
        && Integer.parseInt(text) > 0
        && Integer.parseInt(text) <= LAST_PORT;
  }

  private static boolean isBareIpv6(String text) {
    return text.indexOf(':') != text.lastIndexOf(':') && isName("[" + text + "]");
  }
}
