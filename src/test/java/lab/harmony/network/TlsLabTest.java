package lab.harmony.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A lab that answers to others: over TLS with a certificate of its own, and behind a proxy whose
/// address is 127.0.0.2; whoever comes from 127.0.0.1 is not it.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process") // keytool makes its certificate
class TlsLabTest {
  private static final String PROXY = "127.0.0.2";
  private static final String ANYBODY = "127.0.0.1";
  private static final String SIGN_IN = "GET /sign-in HTTP/1.1";

  private static final String FOR = "X-Forwarded-For: 203.0.113.7";
  private static final String HTTPS = "X-Forwarded-Proto: https";

  @TempDir static Path folder;

  private static SelfSigned.Made certificate = new SelfSigned.Made(Path.of(""), "", "");

  @Value("${local.server.port}")
  int port;

  @Autowired SignInLinks links;
  @Autowired AuditTrail trail;
  @Autowired CertificateWatch watch;
  @Autowired Reach reach;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    certificate =
        SelfSigned.make(folder.resolve("tls/lab.p12"), List.of("lab.example.org", "127.0.0.1"));
    Files.createDirectories(folder.resolve("workspace"));
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("server.address", () -> "0.0.0.0");
    registry.add("harmony.team", () -> true);
    registry.add("harmony.address", () -> "https://lab.example.org");
    registry.add("harmony.behind-proxy", () -> PROXY);
    registry.add("harmony.tls.store", () -> certificate.store().toString());
    registry.add("harmony.tls.password", () -> certificate.password());
  }

  @Test
  void itAnswersOverTlsAndTellsBrowsersToAskForNothingElse() throws Exception {
    var answer = ask(ANYBODY, SIGN_IN, "Host: lab.example.org");
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Strict-Transport-Security: max-age=31536000\r\n")
        .containsIgnoringCase("Cross-Origin-Opener-Policy: same-origin")
        .containsIgnoringCase("Referrer-Policy: no-referrer")
        .containsIgnoringCase("X-Frame-Options: DENY")
        .contains("camera=()", "frame-ancestors 'none'")
        .doesNotContain("script-src 'self' 'unsafe-inline'");
  }

  @Test
  void withoutTlsNothingIsTold() throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      assertThat(say(socket, SIGN_IN, "Host: lab.example.org"))
          .startsWith("HTTP/1.1 400")
          .doesNotContain("Harmony Lab");
    }
  }

  @Test
  void oldFormsOfTlsAreRefused() throws Exception {
    try (var socket = socket(ANYBODY, "TLSv1.2")) {
      assertThat(say(socket, SIGN_IN, "Host: lab.example.org")).startsWith("HTTP/1.1 200");
    }
    assertThatThrownBy(
            () -> {
              try (var socket = socket(ANYBODY, "TLSv1.1")) {
                socket.startHandshake();
              }
            })
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void itsCookiesAreForThisHostOverTlsAlone() throws Exception {
    var link = links.issue(reach.address(port));
    assertThat(link.toString()).startsWith("https://lab.example.org/sign-in?token=");
    var answer =
        ask(
            ANYBODY,
            "GET %s?%s HTTP/1.1".formatted(link.getPath(), link.getQuery()),
            "Host: lab.example.org");
    assertThat(answer.lines().filter(line -> line.regionMatches(true, 0, "Set-Cookie:", 0, 11)))
        .anyMatch(cookie -> cookie.contains(" __Host-harmony-session-"))
        .anyMatch(cookie -> cookie.contains(" __Host-harmony-browser-"))
        .allMatch(cookie -> cookie.contains("; Secure"))
        .allMatch(cookie -> cookie.contains("; HttpOnly"))
        .allMatch(cookie -> cookie.contains("SameSite=Lax"))
        .allMatch(cookie -> cookie.contains("; Path=/"))
        .noneMatch(cookie -> cookie.contains("Domain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "lab.example.org.evil.example", "example.org"})
  void aForeignNameIsNotAnswered(String name) throws Exception {
    assertThat(ask(ANYBODY, SIGN_IN, "Host: " + name)).startsWith("HTTP/1.1 421");
    assertThat(
            ask(PROXY, SIGN_IN, "Host: lab.example.org", FOR, HTTPS, "X-Forwarded-Host: " + name))
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void theProxySaysWhoAsks() throws Exception {
    refusedLink(PROXY, FOR, HTTPS);
    assertThat(addressOfLastRefusal()).isEqualTo("203.0.113.7");
    refusedLink(PROXY, "Forwarded: for=\"[2001:db8::9]:81\";proto=https");
    assertThat(addressOfLastRefusal()).isEqualTo("2001:db8::9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 203.0.113.9",
        "x-forwarded-for: 203.0.113.9",
        "Forwarded: for=203.0.113.9;proto=https;host=evil.example",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 81",
        "X-Forwarded-Proto: http"
      })
  void nobodyElseDoes(String forged) throws Exception {
    var answer = refusedLink(ANYBODY, forged);
    assertThat(addressOfLastRefusal()).isEqualTo(ANYBODY);
    assertThat(answer)
        .containsPattern("(?i)Location: (https://lab\\.example\\.org)?/sign-in\\?expired\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-Proto: http|403|it answers over https only, at https://lab.example.org/",
        "X-Forwarded-Ssl: on|400|how it was asked",
      })
  void aProxyThatIsSetUpWronglyIsToldHow(String header, int status, String words) throws Exception {
    assertThat(ask(PROXY, SIGN_IN, "Host: lab.example.org", FOR, header))
        .startsWith("HTTP/1.1 " + status)
        .contains(words);
  }

  @Test
  void aProxyThatPassesOnWhatABrowserForgedInTheOtherFormIsToldSo() throws Exception {
    assertThat(
            ask(
                PROXY,
                SIGN_IN,
                "Host: lab.example.org",
                FOR,
                HTTPS,
                "Forwarded: for=6.6.6.6;proto=https"))
        .startsWith("HTTP/1.1 400")
        .contains("say different things");
  }

  @Test
  void theLabLooksAsItIsReachedThroughTheProxy() throws Exception {
    assertThat(
            ask(
                PROXY,
                "GET / HTTP/1.1",
                "Host: 127.0.0.1",
                FOR,
                HTTPS,
                "X-Forwarded-Host: lab.example.org"))
        .startsWith("HTTP/1.1 302")
        .containsPattern("(?i)Location: (https://lab\\.example\\.org)?/sign-in\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "https://lab.example.org,true",
    "https://evil.example,false",
    "http://lab.example.org,false",
    "https://lab.example.org.evil.example,false",
    "https://lab.example.org:9,false",
    "null,false"
  })
  void onlyTheLabsOwnPagesOpenALineOrChangeAnything(String origin, boolean own) throws Exception {
    var host = "Host: lab.example.org";
    var from = "Origin: " + origin;
    var line =
        ask(
            ANYBODY,
            "GET /VAADIN/push?v-r=push HTTP/1.1",
            host,
            from,
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    var change = ask(ANYBODY, "POST /sign-in HTTP/1.1", host, from, "Content-Length: 0");
    var words = "Only pages of the lab itself";
    assertThat(line.contains(words)).as(line).isEqualTo(!own);
    assertThat(change.contains(words)).as(change).isEqualTo(!own);
    assertThat(ask(ANYBODY, SIGN_IN, host, from)).as("reading").startsWith("HTTP/1.1 200");
  }

  @Test
  void aLineWithoutAnOriginIsNoBrowsersAndRefused() throws Exception {
    assertThat(
            ask(
                ANYBODY,
                "GET /VAADIN/push?v-r=push HTTP/1.1",
                "Host: lab.example.org",
                "Upgrade: websocket"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void aNewCertificateIsShownWithoutARestart() throws Exception {
    var before = shown();
    assertThat(before).isEqualTo(certificate.fingerprint());
    var next = SelfSigned.make(folder.resolve("next.p12"), List.of("lab.example.org"));
    var store = KeyStore.getInstance(next.store().toFile(), next.password().toCharArray());
    var old = Files.readAllBytes(certificate.store());
    // With the password that the settings say.
    var key = store.getKey("lab", next.password().toCharArray());
    var anew = KeyStore.getInstance("PKCS12");
    anew.load(null, null);
    anew.setKeyEntry(
        "lab", key, certificate.password().toCharArray(), store.getCertificateChain("lab"));
    try (var out = Files.newOutputStream(certificate.store())) {
      anew.store(out, certificate.password().toCharArray());
    }
    looksTwice();
    assertThat(shown()).isEqualTo(next.fingerprint());

    Files.writeString(certificate.store(), "broken");
    looksTwice();
    assertThat(shown()).isEqualTo(next.fingerprint());
    Files.write(certificate.store(), old);
    looksTwice();
    assertThat(shown()).isEqualTo(before);
  }

  private void looksTwice() {
    watch.look();
    watch.look();
  }

  private String shown() throws Exception {
    try (var socket = socket(ANYBODY)) {
      socket.startHandshake();
      var chain = socket.getSession().getPeerCertificates();
      return Fingerprint.of((X509Certificate) chain[0]);
    }
  }

  private String refusedLink(String from, String... headers) throws Exception {
    var all = new ArrayList<>(List.of("Host: lab.example.org"));
    all.addAll(List.of(headers));
    var answer = ask(from, "GET /sign-in?token=nothing HTTP/1.1", all.toArray(String[]::new));
    assertThat(answer).startsWith("HTTP/1.1 302");
    return answer;
  }

  private String addressOfLastRefusal() {
    return trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 50).stream()
        .filter(entry -> entry.kind().equals(AuditKind.SIGN_IN_REFUSED.code()))
        .findFirst()
        .orElseThrow()
        .facts()
        .get("address");
  }

  private String ask(String from, String first, String... headers) throws Exception {
    try (var socket = socket(from)) {
      return say(socket, first, headers);
    }
  }

  /// A line to the lab from an address of this machine.
  private SSLSocket socket(String from, String... protocols) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anything()}, null);
    var plain = new Socket();
    plain.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    plain.connect(new InetSocketAddress("127.0.0.1", port));
    var socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, "lab.example.org", port, true);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static String say(Socket socket, String first, String... headers) throws IOException {
    var request = new StringBuilder(first).append("\r\n");
    for (var header : headers) {
      request.append(header).append("\r\n");
    }
    if (!String.join("", headers).contains("Upgrade")) {
      request.append("Connection: close\r\n");
    } else {
      request.append("Connection: Upgrade, close\r\n");
    }
    socket.setSoTimeout(30_000);
    socket
        .getOutputStream()
        .write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    var answer = new StringBuilder();
    // A line stays open: of it, what comes first is enough.
    for (int it = socket.getInputStream().read();
        it >= 0 && !(answer.indexOf("HTTP/1.1 101") == 0 && answer.indexOf("\r\n\r\n") > 0);
        it = socket.getInputStream().read()) {
      answer.append((char) it);
    }
    return answer.toString();
  }

  /// What a certificate is worth is for [CertificateWatchTest]; here it is looked at.
  private static final class Anything implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
