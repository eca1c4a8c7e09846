package lab.harmony.cli.team;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.cli.team.Questions.Question;
import lab.harmony.cli.team.Questions.Unanswered;
import lab.harmony.cli.team.TeamAnswers.Line;
import lab.harmony.network.CertificateCheck;
import lab.harmony.network.HostName;
import lab.harmony.network.NetworkProblem;
import lab.harmony.people.Person;
import org.jspecify.annotations.Nullable;

/// The few questions that a team's lab needs answered. Nothing is changed by them.
final class TeamDialogue {

  private static final String USUAL_PORT = "8443";
  private static final String PROXIED_PORT = "8080";

  private final Questions questions;
  private final TeamOptions given;
  private final Optional<Integer> port;
  private final Supplier<Optional<String>> password;
  private final Clock clock;

  /// @param port that the call names
  /// @param password of a certificate's key: of the environment, or asked for unseen
  TeamDialogue(
      Questions questions,
      TeamOptions given,
      Optional<Integer> port,
      Supplier<Optional<String>> password,
      Clock clock) {
    this.questions = questions;
    this.given = given;
    this.port = port;
    this.password = password;
    this.clock = clock;
  }

  /// @param owner what a new lab's owner is called unless they say otherwise; empty where the lab
  ///   has one
  /// @throws Unanswered if an answer is missing and nobody can be asked
  TeamAnswers ask(Optional<String> owner) {
    if (given.lines().size() > 1) {
      throw new Unanswered(
          "The line is encrypted in one way, got %s."
              .formatted(String.join(" and ", given.lines())));
    }
    var host =
        questions.ask(
            new Question<>(
                "--host",
                "What do people type to reach this lab? A host name or an address",
                Optional.ofNullable(given.host),
                Optional.empty(),
                HostName::parse));
    var line = line(host);
    var listens =
        questions.ask(
            new Question<>(
                "--port",
                "On which port does the lab listen?",
                port.map(String::valueOf),
                Optional.of(line instanceof Line.Proxy ? PROXIED_PORT : USUAL_PORT),
                TeamDialogue::free));
    if (owner.isEmpty() && given.owner != null) {
      questions.say(
          "The lab has an owner already; --owner changes nothing. Names are changed in one's"
              + " account.");
    }
    return new TeamAnswers(host, listens, line, owner.map(this::owner));
  }

  private String owner(String usual) {
    return questions.ask(
        new Question<>(
            "--owner",
            "What is the owner of the lab called?",
            Optional.ofNullable(given.owner),
            Optional.of(usual),
            TeamDialogue::name));
  }

  private Line line(HostName host) {
    var way =
        questions.ask(
            new Question<>(
                "--certificate, --self-signed or --behind-proxy",
                """
                How is the line to the lab encrypted?
                  1  by a certificate that you have, in files
                  2  by one that is made now (browsers ask each person once before they take it)
                  3  by a reverse proxy before the lab, such as nginx or Caddy
                1, 2 or 3\
                """
                    .stripIndent(),
                given.lines().stream().findFirst(),
                Optional.empty(),
                TeamDialogue::way));
    return switch (way) {
      case FILES -> files(host);
      case SELF_SIGNED -> new Line.SelfSigned();
      case PROXY ->
          questions.ask(
              new Question<>(
                  "--behind-proxy",
                  "From which addresses do the proxy's requests come?",
                  Optional.ofNullable(given.proxy),
                  Optional.of("127.0.0.1"),
                  text -> new Line.Proxy(text, CertificateCheck.isOnThisMachine(text))));
    };
  }

  private enum Way {
    FILES,
    SELF_SIGNED,
    PROXY
  }

  private static Way way(String answer) {
    return switch (answer.strip().toLowerCase(Locale.ROOT)) {
      case "1", "--certificate" -> Way.FILES;
      case "2", "--self-signed" -> Way.SELF_SIGNED;
      case "3", "--behind-proxy" -> Way.PROXY;
      default -> throw new NetworkProblem("1, 2 or 3 is needed, got \"%s\".".formatted(answer), "");
    };
  }

  /// A certificate is read with its key: where they do not fit, both are asked for again.
  private Line files(HostName host) {
    @Nullable Path certificate = given.certificate;
    @Nullable Path key = given.key;
    while (true) {
      var file =
          questions.ask(
              new Question<>(
                  "--certificate",
                  "In which file is the certificate, as PEM or PKCS12?",
                  Optional.ofNullable(certificate).map(Path::toString),
                  Optional.empty(),
                  TeamDialogue::file));
      var isStore = file.toString().matches("(?i).*\\.(p12|pfx)");
      var keyFile =
          isStore
              ? Optional.<Path>empty()
              : Optional.of(
                  questions.ask(
                      new Question<>(
                          "--key",
                          "In which file is its key, as PEM?",
                          Optional.ofNullable(key).map(Path::toString),
                          Optional.empty(),
                          TeamDialogue::file)));
      var secret = isStore ? password.get() : Optional.<String>empty();
      try {
        CertificateCheck.of(file, keyFile, secret, host, clock.instant()).ifPresent(questions::say);
        return new Line.Files(file, keyFile, secret);
      } catch (NetworkProblem e) {
        questions.sayOrGiveUp("--certificate", e);
        certificate = null;
        key = null;
      }
    }
  }

  private static Path file(String text) {
    if (text.isBlank()) {
      throw new NetworkProblem("A file is needed, got nothing.", "Give its path.");
    }
    var file = Path.of(text.strip()).toAbsolutePath().normalize();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new NetworkProblem(
          "A file that can be read is needed, got %s.".formatted(file), "Give its path.");
    }
    return file;
  }

  private static String name(String text) {
    try {
      return Person.name(text);
    } catch (IllegalArgumentException e) {
      throw new NetworkProblem("A name is needed: %s.".formatted(e.getMessage()), "");
    }
  }

  /// Tried at all addresses, where a lab for others listens.
  private static Integer free(String text) {
    if (!HostName.isPort(text.strip())) {
      throw new NetworkProblem(
          "A port from 1 to 65535 is needed, got \"%s\".".formatted(text.strip()), "");
    }
    int port = Integer.parseInt(text.strip());
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new NetworkProblem(
          "A port that is free is needed, got %d: %s.".formatted(port, e.getMessage()),
          port < 1024 ? "Ports below 1024 are the system's; give a higher one." : "Give another.");
    }
  }
}
