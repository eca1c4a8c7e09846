package lab.harmony.cli.team;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a call of `./lab start --team` may say itself; the rest is asked.
public final class TeamOptions {

  @Option(
      names = "--team",
      description = "Sets the lab up for a team: asks for what the options below do not say.")
  boolean team;

  @Option(
      names = "--host",
      description = "With --team: the name or address that people type to reach the lab.")
  @Nullable String host;

  @Option(
      names = "--certificate",
      description = "With --team: a PEM file with the certificate, or a PKCS12 file.")
  @Nullable Path certificate;

  @Option(names = "--key", description = "With --team: the PEM file with the certificate's key.")
  @Nullable Path key;

  @Option(
      names = "--self-signed",
      description = "With --team: a certificate is made now; browsers ask before they take it.")
  boolean selfSigned;

  @Option(
      names = "--behind-proxy",
      description = "With --team: the addresses of the reverse proxy that brings TLS.")
  @Nullable String proxy;

  @Option(names = "--owner", description = "With --team: what the owner of a new lab is called.")
  @Nullable String owner;

  public boolean isTeam() {
    return team;
  }

  /// An option that says something of a team without one.
  public Optional<String> lost() {
    return team
        ? Optional.empty()
        : Stream.of(
                named("--host", host),
                named("--certificate", certificate),
                named("--key", key),
                named("--self-signed", selfSigned ? true : null),
                named("--behind-proxy", proxy),
                named("--owner", owner))
            .flatMap(Optional::stream)
            .findFirst();
  }

  /// The ways to encrypt that the call names; one at most can be meant.
  List<String> lines() {
    return Stream.of(
            named("--certificate", certificate),
            named("--self-signed", selfSigned ? true : null),
            named("--behind-proxy", proxy))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> named(String option, @Nullable Object value) {
    return Optional.ofNullable(value).map(_ -> option);
  }
}
