package lab.harmony.notices;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.network.NetworkProblem;
import lab.harmony.workspace.HarmonySettings;

/// The mail server that the settings name, as whoever starts the lab says (`docs/settings.md`);
/// nothing on a screen changes it.
///
/// @param login none where the server asks for none
/// @param from who the mails are from
record MailSettings(
    String server, int port, Security security, Optional<Login> login, MailAddress from) {

  private static final String PREFIX = "harmony.mail.";
  private static final int HIGHEST_PORT = 65_535;

  /// How what is said to the server is kept from others on the way.
  enum Security {
    /// After a word in the open, or not at all.
    STARTTLS(587),
    TLS(465),
    /// For a server on this machine.
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record Login(String user, String password) {

    @Override
    public String toString() {
      return "login of " + user;
    }
  }

  /// @return empty where no mail server is named
  /// @throws NetworkProblem in words, if what is set cannot be
  static Optional<MailSettings> of(HarmonySettings settings) {
    var server = settings.text(PREFIX + "server").map(String::strip).filter(it -> !it.isEmpty());
    if (server.isEmpty()) {
      return Optional.empty();
    }
    if (!server.get().matches("[A-Za-z0-9.:-]+")) {
      throw new NetworkProblem(
          "%sserver is the name of a mail server, got \"%s\".".formatted(PREFIX, server.get()),
          "As smtp.example.org, without https:// and without a port; that is %sport."
              .formatted(PREFIX));
    }
    var security = security(settings);
    if (security == Security.NONE && !isThisMachine(server.get())) {
      throw new NetworkProblem(
          "%ssecurity=none sends mails in the open, and %s is not this machine."
              .formatted(PREFIX, server.get()),
          "Leave it out, or set starttls or tls.");
    }
    return Optional.of(
        new MailSettings(
            server.get(), port(settings, security), security, login(settings), from(settings)));
  }

  private static boolean isThisMachine(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException byName) {
      return false;
    }
  }

  private static Security security(HarmonySettings settings) {
    var text = settings.text(PREFIX + "security").map(String::strip);
    return text.isEmpty()
        ? Security.STARTTLS
        : Arrays.stream(Security.values())
            .filter(it -> it.word().equals(text.get()))
            .findFirst()
            .orElseThrow(() ->
                new NetworkProblem(
                    "%ssecurity knows %s, got \"%s\"."
                        .formatted(
                            PREFIX,
                            Arrays.stream(Security.values())
                                .map(Security::word)
                                .collect(Collectors.joining(", ")),
                            text.get()),
                    "Most servers take starttls at port 587 or tls at port 465."));
  }

  private static int port(HarmonySettings settings, Security security) {
    var text = settings.text(PREFIX + "port").map(String::strip);
    if (text.isEmpty()) {
      return security.port;
    }
    try {
      int port = Integer.parseInt(text.get());
      if (port > 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new NetworkProblem(
        "%sport is a number from 1 to %d, got \"%s\".".formatted(PREFIX, HIGHEST_PORT, text.get()),
        "Leave it out for the usual one.");
  }

  private static Optional<Login> login(HarmonySettings settings) {
    var user = settings.text(PREFIX + "user").map(String::strip);
    if (user.isEmpty()) {
      return Optional.empty();
    }
    var file = settings.text(PREFIX + "password-file").map(String::strip);
    var password =
        file.isEmpty() ? settings.text(PREFIX + "password") : file.map(MailSettings::read);
    return Optional.of(
        new Login(
            user.get(),
            password
                .filter(it -> !it.isBlank())
                .orElseThrow(() ->
                    new NetworkProblem(
                        "%suser is %s, and there is no password.".formatted(PREFIX, user.get()),
                        "Set %spassword-file to a file that holds it, readable for the lab's user"
                                .formatted(PREFIX)
                            + " alone."))));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      throw new NetworkProblem(
          "The file of %spassword-file, %s, cannot be read.".formatted(PREFIX, file),
          "Write the password of the mail server into it, readable for the lab's user alone.");
    }
  }

  private static MailAddress from(HarmonySettings settings) {
    try {
      return new MailAddress(settings.text(PREFIX + "from").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new NetworkProblem(
          "%sfrom says who the lab's mails are from, as lab@example.org, got \"%s\"."
              .formatted(PREFIX, settings.text(PREFIX + "from").orElse("")),
          "Take an address that the mail server lets %suser send from.".formatted(PREFIX));
    }
  }

  @Override
  public String toString() {
    return "mail server " + server;
  }
}
