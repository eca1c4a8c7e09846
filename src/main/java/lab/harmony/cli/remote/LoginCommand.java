package lab.harmony.cli.remote;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.json.Json;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Keeps a token for a lab on another machine, once the lab takes it.
@Command(
    name = "login",
    description =
        "Keeps a token for a lab on another machine, so that ./lab --server URL VERB asks there."
            + " The token comes from HARMONY_TOKEN, or is asked for.",
    mixinStandardHelpOptions = true)
@Needs(Right.OWN_ACCOUNT)
public final class LoginCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Option(names = "--server", required = true, description = "As https://lab.example.org:8443.")
  String server;

  @Option(
      names = "--fingerprint",
      paramLabel = "SHA-256",
      description = "Of a certificate that nobody vouches for, as the lab printed it.")
  @Nullable String fingerprint;

  private final Supplier<ServerSecret> secrets;
  private final Supplier<Optional<String>> token;
  private final Supplier<Optional<Console>> console;

  public LoginCommand() {
    this(
        ServerSecret::ofUser,
        () -> Optional.ofNullable(System.getenv("HARMONY_TOKEN")),
        () -> Optional.ofNullable(System.console()).filter(Console::isTerminal));
  }

  LoginCommand(
      Supplier<ServerSecret> secrets,
      Supplier<Optional<String>> token,
      Supplier<Optional<Console>> console) {
    this.secrets = secrets;
    this.token = token;
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    var address = LabServer.address(server);
    var secret = token();
    var pin = Optional.ofNullable(fingerprint).map(it -> it.strip().toUpperCase(Locale.ROOT));
    try {
      try {
        return keep(address, secret, pin);
      } catch (LabServer.Refusal e) {
        var shown = e.fingerprint().filter(_ -> pin.isEmpty()).filter(this::compared);
        if (shown.isEmpty()) {
          if (e.fingerprint().isPresent() && console.get().isEmpty()) {
            spec.commandLine()
                .getErr()
                .println("Where nobody can be asked, give it: --fingerprint SHA-256");
          }
          throw e;
        }
        return keep(address, secret, shown);
      }
    } catch (LabServer.Refusal e) {
      spec.commandLine().getErr().println(e.words());
      return 1;
    }
  }

  private String token() {
    return token
        .get()
        .filter(it -> !it.isBlank())
        .or(() -> console.get().map(it -> it.readPassword("Token: ")).map(String::valueOf))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .orElseThrow(() ->
            new IllegalStateException(
                "A token is needed. Make one in your account on the lab, and give it here or in"
                    + " HARMONY_TOKEN."));
  }

  private boolean compared(String shown) {
    var asked =
        console
            .get()
            .map(it ->
                it.readLine(
                    "Nobody vouches for the certificate of %s. Its SHA-256 fingerprint:%n  %s%nIs"
                        + " it the one that the lab printed? [yes/no] ",
                    server, shown));
    return asked.filter(answer -> answer.strip().equalsIgnoreCase("yes")).isPresent();
  }

  private int keep(URI address, String secret, Optional<String> pin)
      throws LabServer.Refusal, InterruptedException {
    try (var lab = new LabServer(address, secret, pin);
        var answer = lab.ask("/api/v1/me", Optional.empty())) {
      var me = Json.object(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
      var known = secrets.get();
      known.keep(address, secret, pin);
      spec.commandLine()
          .getErr()
          .printf(
              "%s takes the token \"%s\" of %s until %s. It is kept in %s.%n",
              address,
              me.path("token").asString(""),
              me.path("person").asString(""),
              me.path("expiresAt").asString(""),
              known.file());
      return 0;
    } catch (IOException e) {
      throw new LabServer.Refusal("The line to %s broke.".formatted(address), Optional.empty());
    }
  }
}
