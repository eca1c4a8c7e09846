package lab.harmony.notices;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.network.NetworkProblem;
import lab.harmony.workspace.HarmonySettings;

/// Where notices go, as whoever starts the lab says; nothing on a screen changes it.
///
/// @param secret signs what is sent
record WebhookSettings(URI address, String secret, Set<OccurrenceKind> kinds) {

  private static final int SHORTEST_SECRET = 16;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  WebhookSettings {
    kinds = Set.copyOf(kinds);
  }

  /// Empty where nothing is sent.
  ///
  /// @throws NetworkProblem in words, if it cannot be used
  static Optional<WebhookSettings> of(HarmonySettings settings) {
    return settings
        .text("harmony.notices.webhook.url")
        .map(address ->
            of(
                address,
                settings.text("harmony.notices.webhook.secret").orElse(""),
                settings.text("harmony.notices.webhook.kinds").orElse("")));
  }

  /// @param kinds with commas between; all where it is blank
  /// @throws NetworkProblem in words, if it cannot be used
  static WebhookSettings of(String address, String secret, String kinds) {
    if (secret.length() < SHORTEST_SECRET) {
      throw new NetworkProblem(
          "harmony.notices.webhook.secret needs %d characters or more, got %d."
              .formatted(SHORTEST_SECRET, secret.length()),
          "It signs what is sent, and the receiver has to know it too: make a long random one, as"
              + " with openssl rand -hex 32");
    }
    return new WebhookSettings(uri(address), secret, kinds(kinds));
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw unusable("it is no address");
    }
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
      throw unusable("it is no address of the web");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw unusable("it has a user or a fragment");
    }
    if (scheme.equals("http") && !THIS_MACHINE.contains(uri.getHost())) {
      throw unusable("it is not encrypted, and not of this machine");
    }
    return uri;
  }

  /// The address itself may be a secret, and is not said.
  private static NetworkProblem unusable(String why) {
    return new NetworkProblem(
        "harmony.notices.webhook.url needs an address of HTTPS or of this machine, but %s."
            .formatted(why),
        "Write it as harmony.notices.webhook.url=https://chat.example.org/hooks/lab, or leave it"
            + " out: then nothing is sent");
  }

  private static Set<OccurrenceKind> kinds(String text) {
    if (text.isBlank()) {
      return EnumSet.allOf(OccurrenceKind.class);
    }
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .map(code ->
            OccurrenceKind.of(code)
                .orElseThrow(() ->
                    new NetworkProblem(
                        "harmony.notices.webhook.kinds knows %s, got \"%s\"."
                            .formatted(OccurrenceKind.codes(), code),
                        "Name some of these with commas between, or leave it out for all of them")))
        .collect(Collectors.toSet());
  }

  /// Without the secret and what in the address may be one.
  @Override
  public String toString() {
    return "webhook at " + address.getHost();
  }
}
