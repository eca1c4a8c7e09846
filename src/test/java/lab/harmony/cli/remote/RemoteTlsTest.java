package lab.harmony.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import lab.harmony.network.SelfSigned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// To whom `./lab --server` gives a token: against a server that answers as a lab would, with a
/// certificate that nobody vouches for.
@Tag("process") // keytool makes its certificate
class RemoteTlsTest {
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  @TempDir static Path made;

  private static SelfSigned.Made certificate = new SelfSigned.Made(Path.of(""), "", "");
  private static HttpsServer server;

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void aServer() throws Exception {
    certificate = SelfSigned.make(made.resolve("lab.p12"), List.of("127.0.0.1"));
    var password = certificate.password().toCharArray();
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(certificate.store().toFile(), password), password);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          var token = exchange.getRequestHeaders().getFirst("Authorization");
          SEEN.add(token);
          var good = "Bearer hlab_good".equals(token);
          var body =
              (good
                      ? "{\"person\":\"Ada\",\"token\":\"laptop\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}"
                      : "{\"detail\":\"This token is worth nothing.\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", good ? "application/json" : "application/problem+json");
          exchange.sendResponseHeaders(good ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @BeforeEach
  void nothingSeen() {
    SEEN.clear();
  }

  @Test
  void aCertificateThatNobodyVouchesForGetsNoToken() {
    assertThat(login("hlab_good", "--server", address())).isEqualTo(1);
    assertThat(err.toString()).contains(certificate.fingerprint()).contains("Compare its SHA-256");
    assertThat(SEEN).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void oneWhoseFingerprintWasComparedIsTakenFromThenOn() throws IOException {
    assertThat(
            login(
                "hlab_good",
                "--server",
                address() + "/",
                "--fingerprint",
                certificate.fingerprint().toLowerCase(Locale.ROOT)))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).contains("the token \"laptop\" of Ada until 2027-01-01");
    assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
    var known = KnownServers.in(file());
    assertThat(known.token(URI.create(address()))).isEqualTo("hlab_good");
    assertThat(known.fingerprint(URI.create(address()))).contains(certificate.fingerprint());
    SEEN.clear();
    assertThat(remote("--server=" + address(), "work")).isEqualTo(1);
    assertThat(SEEN).containsExactly("Bearer hlab_good");
  }

  @Test
  void anotherFingerprintGetsNoToken() {
    var other = certificate.fingerprint().replace('A', 'B').replace('1', '2');
    assertThat(login("hlab_good", "--server", address(), "--fingerprint", other)).isEqualTo(1);
    assertThat(SEEN).isEmpty();
  }

  @Test
  void aTokenThatTheLabDoesNotTakeIsNotKept() {
    assertThat(
            login("hlab_wrong", "--server", address(), "--fingerprint", certificate.fingerprint()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("This token is worth nothing.");
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.4:8080", "lab", "ftp://lab.example.org", "https://"})
  void aTokenGoesNowhereElse(String address) {
    assertThatThrownBy(() -> LabServer.address(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(address);
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    Files.writeString(file(), "{}");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(remote("--server", address(), "work")).isEqualTo(1);
    assertThat(err.toString()).contains("chmod 600 " + file());
    assertThat(SEEN).isEmpty();
  }

  @Test
  void withoutATokenItIsSaidHowToGetOne() {
    assertThat(remote("--server", "https://lab.example.org", "work")).isEqualTo(1);
    assertThat(err.toString()).contains("./lab login --server https://lab.example.org");
  }

  @Test
  void whereNoLabAnswersItIsSaid() throws IOException {
    Files.writeString(file(), "{\"http://127.0.0.1:1\":{\"token\":\"hlab_good\"}}");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    assertThat(remote("--server", "http://127.0.0.1:1", "work")).isEqualTo(1);
    assertThat(err.toString()).contains("No lab answers at http://127.0.0.1:1");
  }

  @CommandLine.Command(subcommands = Work.class)
  static final class Root {}

  @CommandLine.Command(name = "work")
  static final class Work {}

  private int remote(String... words) {
    return new RemoteVerbs(
            new CommandLine(new Root()).setErr(new PrintWriter(err, true)),
            Set.of("work"),
            new PrintStream(OutputStream.nullOutputStream()),
            KnownServers.in(file()))
        .execute(words)
        .orElseThrow();
  }

  private int login(String token, String... words) {
    return new CommandLine(
            new LoginCommand(
                () -> KnownServers.in(file()), () -> Optional.of(token), Optional::empty))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private Path file() {
    return folder.resolve("servers.json");
  }

  private static String address() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }
}
