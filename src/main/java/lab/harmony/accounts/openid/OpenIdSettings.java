package lab.harmony.accounts.openid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.network.NetworkProblem;
import lab.harmony.people.Role;
import lab.harmony.workspace.HarmonySettings;

/// The provider by which people sign in, as the settings name it (`docs/settings.md`).
///
/// @param name what people call it
/// @param secret by which it knows the lab; none for a client that it knows by its name alone
/// @param joins who comes in without an invitation; nobody where it is empty
public record OpenIdSettings(
    URI issuer, String clientId, Optional<String> secret, String name, Optional<Joins> joins) {

  private static final String PREFIX = "harmony.sign-in.openid.";
  private static final int LONGEST_NAME = 40;

  /// Who comes in without an invitation.
  ///
  /// @param domains of checked e-mail addresses; all where there are none
  /// @param claim what the provider has to say of them; nothing where it is empty
  public record Joins(Role role, List<String> domains, Optional<Claim> claim) {
    public Joins {
      domains = List.copyOf(domains);
    }

    /// Whether this somebody does.
    boolean admits(Identity identity) {
      return claim.stream().allMatch(it -> identity.says(it.name(), it.value()))
          && (domains.isEmpty() || identity.domain().filter(domains::contains).isPresent());
    }
  }

  /// Something that the provider says.
  public record Claim(String name, String value) {}

  /// @return empty where none is named
  /// @throws NetworkProblem in words, if what is set cannot be
  public static Optional<OpenIdSettings> of(HarmonySettings settings) {
    var issuer = settings.text(PREFIX + "issuer");
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    var address = address(issuer.get().strip());
    return Optional.of(
        new OpenIdSettings(
            address,
            settings
                .text(PREFIX + "client-id")
                .map(String::strip)
                .orElseThrow(() ->
                    new NetworkProblem(
                        "People are to sign in by %s (%sissuer), and %sclient-id is not set."
                            .formatted(address, PREFIX, PREFIX),
                        "Set %sclient-id to what the provider calls the lab.".formatted(PREFIX))),
            secret(settings),
            name(settings, address),
            joins(settings)));
  }

  private static URI address(String text) {
    try {
      var address = new URI(text);
      if (address.getHost() != null
          && address.getRawQuery() == null
          && address.getRawFragment() == null
          && ("https".equals(address.getScheme())
              || ("http".equals(address.getScheme()) && isThisMachine(address.getHost())))) {
        return address;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new NetworkProblem(
        "The address of a provider is needed in %sissuer, beginning with https://, got \"%s\"."
            .formatted(PREFIX, text),
        "Copy the issuer as the provider names it, as https://accounts.google.com.");
  }

  private static boolean isThisMachine(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException notByNumber) {
      return false;
    }
  }

  private static Optional<String> secret(HarmonySettings settings) {
    var file = settings.text(PREFIX + "client-secret-file");
    if (file.isEmpty()) {
      return settings.text(PREFIX + "client-secret").map(String::strip);
    }
    try {
      var secret = Files.readString(Path.of(file.get().strip())).strip();
      if (secret.isEmpty()) {
        throw noSecret(file.get(), "is empty");
      }
      return Optional.of(secret);
    } catch (IOException | InvalidPathException e) {
      throw noSecret(file.get(), "cannot be read");
    }
  }

  private static NetworkProblem noSecret(String file, String why) {
    return new NetworkProblem(
        "The file of %sclient-secret-file, %s, %s.".formatted(PREFIX, file, why),
        "Write the secret that the provider gave into it, readable for the lab's user alone.");
  }

  private static String name(HarmonySettings settings, URI issuer) {
    var name = settings.text(PREFIX + "name").map(String::strip).orElse(issuer.getHost());
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw new NetworkProblem(
          "%sname has up to %d characters, got %d.".formatted(PREFIX, LONGEST_NAME, name.length()),
          "It stands on a button: Sign in with …");
    }
    return name;
  }

  private static Optional<Joins> joins(HarmonySettings settings) {
    var domains =
        settings.text(PREFIX + "domains").stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
            .filter(domain -> !domain.isEmpty())
            .toList();
    var claim = settings.text(PREFIX + "claim").map(OpenIdSettings::claim);
    var joins = settings.text(PREFIX + "joins").map(String::strip);
    if (joins.isEmpty()) {
      if (!domains.isEmpty() || claim.isPresent()) {
        throw new NetworkProblem(
            "%sdomains and %sclaim say who joins, and as what is not said."
                .formatted(PREFIX, PREFIX),
            "Set %sjoins to reader or reviewer.".formatted(PREFIX));
      }
      return Optional.empty();
    }
    var role =
        Stream.of(Role.READER, Role.REVIEWER)
            .filter(it -> it.word().equals(joins.get()))
            .findFirst()
            .orElseThrow(() ->
                new NetworkProblem(
                    "%sjoins is reader or reviewer, got \"%s\".".formatted(PREFIX, joins.get()),
                    "Whoever does more gets another role from an owner, on the screen People."));
    if (domains.isEmpty() && claim.isEmpty()) {
      throw new NetworkProblem(
          "%sjoins lets in whoever has an account at the provider, which may be everybody."
              .formatted(PREFIX),
          "Say who: %sdomains=example.org, or %sclaim=groups=harmony-lab."
              .formatted(PREFIX, PREFIX));
    }
    return Optional.of(new Joins(role, domains, claim));
  }

  private static Claim claim(String text) {
    int at = text.indexOf('=');
    if (at < 1 || at == text.length() - 1) {
      throw new NetworkProblem(
          "%sclaim is a name and a value with = between them, got \"%s\".".formatted(PREFIX, text),
          "As groups=harmony-lab.");
    }
    return new Claim(text.substring(0, at).strip(), text.substring(at + 1).strip());
  }
}
