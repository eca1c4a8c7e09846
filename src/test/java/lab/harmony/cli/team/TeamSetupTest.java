package lab.harmony.cli.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.harmony.network.Reach;
import lab.harmony.network.SelfSigned;
import lab.harmony.workspace.HarmonySettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mock.env.MockEnvironment;
import picocli.CommandLine;

@Tag("process") // keytool makes a certificate
class TeamSetupTest {
  @TempDir Path data;

  private final StringWriter said = new StringWriter();

  @Test
  void aLabWithACertificateOfItsOwnIsSetUpByAnswers() throws IOException {
    assertThat(setUp("lab.example.org\n2\n" + free() + "\nÜnal 'U' #1\n\n")).isTrue();

    var reach = Reach.of(HarmonySettings.of(written()));
    assertThat(reach.team()).isTrue();
    assertThat(reach.secure()).isTrue();
    assertThat(written().getProperty("server.address")).isEqualTo("0.0.0.0");
    assertThat(written().getProperty("harmony.person")).isEqualTo("Ünal 'U' #1");
    assertThat(written().getProperty("harmony.address")).startsWith("https://lab.example.org:");
    assertThat(Path.of(String.valueOf(written().getProperty("harmony.tls.store")))).exists();
    assertThat(said.toString()).containsPattern("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
  }

  @Test
  void wrongAnswersAreAskedAgainInWords() throws IOException {
    try (var taken = new ServerSocket(0)) {
      var answers =
          """
          https://lab.example.org/
          lab.example.org
          5
          3
          proxy
          0.0.0.0/0
          10.0.0.2
          zero
          99999
          %d
          %d

          perhaps
          yes
          """
              .formatted(taken.getLocalPort(), free());
      assertThat(setUp(answers)).isTrue();
    }
    assertThat(said.toString())
        .contains(
            "A name or an address of this machine is needed, got \"https://lab.example.org/\"")
        .contains("1, 2 or 3 is needed, got \"5\"")
        .contains("got \"proxy\", which is no address")
        .contains("which is everybody")
        .contains("A port from 1 to 65535 is needed, got \"zero\"")
        .contains("A port from 1 to 65535 is needed, got \"99999\"")
        .contains("A port that is free is needed")
        .contains("yes or no is needed, got \"perhaps\"");
    assertThat(written().getProperty("harmony.behind-proxy")).isEqualTo("10.0.0.2");
    assertThat(written().getProperty("harmony.address")).isEqualTo("https://lab.example.org");
    assertThat(written().getProperty("server.address")).isEqualTo("0.0.0.0");
  }

  @Test
  void aProxyOnThisMachineLeavesTheLabOnTheLoopbackAddress() throws IOException {
    assertThat(call(null, "--host", "lab.example.org:8443", "--behind-proxy", "127.0.0.1,::1"))
        .isTrue();
    assertThat(written().getProperty("server.address")).isEqualTo("127.0.0.1");
    assertThat(written().getProperty("harmony.address")).isEqualTo("https://lab.example.org:8443");
  }

  @Test
  void whoeverLeavesTheDialogueChangesNothing() throws IOException {
    for (var answers : new String[] {"", "lab\n", "lab\n2\n", "lab\n2\n" + free() + "\n\nno\n"}) {
      assertThat(setUp(answers)).isFalse();
    }
    assertThat(said.toString()).contains("nothing was changed").contains("Nothing was changed.");
    assertThat(file()).doesNotExist();
    assertThat(data.resolve("tls")).doesNotExist();
  }

  @Test
  void whereNobodyCanBeAskedEachAnswerIsAnOption() throws IOException {
    assertThat(call(null)).isFalse();
    assertThat(said.toString()).contains("--host is needed");
    assertThat(call(null, "--host", "lab")).isFalse();
    assertThat(said.toString())
        .contains("--certificate, --self-signed or --behind-proxy is needed");
    assertThat(call(null, "--host", "lab", "--behind-proxy", "everybody")).isFalse();
    assertThat(said.toString())
        .contains("--behind-proxy: harmony.behind-proxy needs the addresses");
    assertThat(call(null, "--host", "lab", "--self-signed", "--behind-proxy", "::1")).isFalse();
    assertThat(said.toString()).contains("got --self-signed and --behind-proxy");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aCertificateThatCannotBeUsedIsAskedForAgain() throws IOException {
    var made = SelfSigned.make(data.resolve("mine.p12"), List.of("other.example.org"));
    var nonsense = Files.writeString(data.resolve("nonsense.pem"), "nonsense");
    assertThat(
            call(
                null,
                "--host",
                "lab",
                "--certificate",
                nonsense.toString(),
                "--key",
                nonsense.toString()))
        .isFalse();
    assertThat(said.toString()).contains("nonsense.pem holds no certificate in PEM form");
    assertThat(call(null, "--host", "lab", "--certificate", data.resolve("none.pem").toString()))
        .isFalse();
    assertThat(said.toString()).contains("A file that can be read is needed");

    assertThat(
            call(
                made.password(),
                "--host",
                "lab.example.org",
                "--certificate",
                made.store().toString()))
        .isTrue();
    assertThat(said.toString()).contains("is for other.example.org and not for lab.example.org");
    assertThat(Reach.of(HarmonySettings.of(written())).secure()).isTrue();
  }

  @Test
  void asASecondAnswerTheOldWayGoesAndOtherSettingsStay() throws IOException {
    Files.writeString(file(), "# mine\nharmony.backup.every: 24h\nharmony.tls.store: old.p12\n");
    assertThat(call(null, "--host", "lab", "--behind-proxy", "127.0.0.1")).isTrue();
    assertThat(call(null, "--host", "lab2", "--behind-proxy", "127.0.0.1")).isTrue();
    assertThat(Files.readString(file()))
        .contains("# mine", "harmony.backup.every: 24h", "https://lab2")
        .doesNotContain("old.p12", "https://lab'")
        .containsOnlyOnce("harmony.team");
  }

  private boolean setUp(String answers) throws IOException {
    return run(Optional.of(answers), null);
  }

  private boolean call(@Nullable String password, String... options) throws IOException {
    return run(Optional.empty(), password, options);
  }

  private boolean run(Optional<String> answers, @Nullable String password, String... options)
      throws IOException {
    var environment = new MockEnvironment().withProperty("harmony.data", data.toString());
    environment.setProperty("harmony.person", "Ada");
    if (password != null) {
      environment.setProperty("harmony.tls.password", password);
    }
    var given = new TeamOptions();
    new CommandLine(given).parseArgs(options);
    return new TeamSetup(HarmonySettings.of(environment), new PrintWriter(said, true))
        .run(
            given,
            Optional.of(free()).filter(_ -> answers.isEmpty()),
            answers.map(it -> new BufferedReader(new StringReader(it))),
            Optional.empty());
  }

  private StandardEnvironment written() throws IOException {
    var environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("settings", new FileSystemResource(file()))
        .forEach(environment.getPropertySources()::addFirst);
    return environment;
  }

  private Path file() {
    return data.resolve("settings.yaml");
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
