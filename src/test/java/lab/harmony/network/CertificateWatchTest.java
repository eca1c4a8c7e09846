package lab.harmony.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;

@Tag("process") // keytool makes its certificates
class CertificateWatchTest {
  @TempDir static Path made;

  private static SelfSigned.Made first = new SelfSigned.Made(Path.of(""), "", "");
  private static SelfSigned.Made second = first;

  @TempDir Path folder;

  private final List<SslBundle> given = new ArrayList<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(CertificateWatch.class);
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

  @BeforeAll
  static void twoCertificates() throws IOException {
    first = SelfSigned.make(made.resolve("first.p12"), List.of("lab.example.org", "127.0.0.1"));
    second = SelfSigned.make(made.resolve("second.p12"), List.of("lab.example.org", "::1"));
  }

  /// What is logged is heard here: where it is written depends on what ran before in this process.
  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    heard.start();
    log.addAppender(heard);
  }

  @AfterEach
  void listenNoMore() {
    log.detachAppender(heard);
    log.setLevel(null);
  }

  private String said() {
    return heard.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .collect(Collectors.joining("\n"));
  }

  @BeforeEach
  void theFirstLies() throws Exception {
    pem(first);
  }

  @Test
  void aNewCertificateIsTakenOnceBothFilesRest() throws Exception {
    var watch = watch();
    watch.look();
    assertThat(fingerprints()).containsExactly(first.fingerprint());

    pem(second);
    watch.look();
    assertThat(fingerprints()).as("they may still be written").hasSize(1);
    watch.look();
    assertThat(fingerprints()).containsExactly(first.fingerprint(), second.fingerprint());
    watch.look();
    assertThat(fingerprints()).hasSize(2);
    assertThat(said()).contains(second.fingerprint());
    watch.close();
  }

  @Test
  void whatIsBrokenKeepsTheOneOfBeforeAndIsSaidOnce() throws Exception {
    var watch = watch();
    Files.writeString(
        chain(), "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
    looksTwice(watch);
    pem(first);
    Files.writeString(chain(), "half a fi");
    looksTwice(watch);
    Files.delete(chain());
    looksTwice(watch);
    looksTwice(watch);

    assertThat(fingerprints()).containsExactly(first.fingerprint());
    assertThat(said().split("The new certificate is not used", -1)).hasSize(4);
    assertThat(said())
        .contains(chain() + " holds no certificate in PEM form")
        .contains(chain() + " is not there")
        .contains("goes on with the one of before");

    pem(second);
    looksTwice(watch);
    assertThat(fingerprints()).endsWith(second.fingerprint());
    watch.close();
  }

  @Test
  void aKeyOfAnotherCertificateIsNotUsed() throws Exception {
    var watch = watch();
    Files.writeString(key(), keyOf(second));
    looksTwice(watch);
    assertThat(fingerprints()).containsExactly(first.fingerprint());
    assertThat(said()).contains("the key belongs to another certificate");
    watch.close();
  }

  @Test
  void aCertificateForAnotherNameIsSaid() {
    var watch =
        new CertificateWatch(
            ReachSettings.of(
                "harmony.address=https://other.example.org",
                "harmony.tls.store=" + first.store(),
                "harmony.tls.password=" + first.password()),
            Clock.systemUTC());
    watch.registerBundles(new Registry());
    assertThat(fingerprints()).containsExactly(first.fingerprint());
    assertThat(said()).contains("people are to reach the lab at other.example.org");
    watch.close();
  }

  @Test
  void aStartWithoutAReadableCertificateIsRefusedInWords() {
    assertThatThrownBy(() ->
            new CertificateWatch(
                    ReachSettings.of(
                        "harmony.tls.store=" + first.store(), "harmony.tls.password=wrong"),
                    Clock.systemUTC())
                .registerBundles(new Registry()))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining(first.store().toString())
        .hasMessageContaining("password");
  }

  @Test
  void theStoreIsItsOwnersAlone() throws IOException {
    assertThat(Files.getPosixFilePermissions(first.store())).hasSize(2);
  }

  private CertificateWatch watch() {
    var watch =
        new CertificateWatch(
            ReachSettings.of(
                "harmony.address=https://lab.example.org",
                "harmony.tls.certificate=" + chain(),
                "harmony.tls.key=" + key()),
            Clock.systemUTC());
    watch.registerBundles(new Registry());
    return watch;
  }

  private static void looksTwice(CertificateWatch watch) {
    watch.look();
    watch.look();
  }

  private Path chain() {
    return folder.resolve("chain.pem");
  }

  private Path key() {
    return folder.resolve("key.pem");
  }

  private void pem(SelfSigned.Made made) throws Exception {
    Files.writeString(chain(), pem("CERTIFICATE", store(made).getCertificate("lab").getEncoded()));
    Files.writeString(key(), keyOf(made));
  }

  private static String keyOf(SelfSigned.Made made) throws Exception {
    return pem(
        "PRIVATE KEY", store(made).getKey("lab", made.password().toCharArray()).getEncoded());
  }

  private static KeyStore store(SelfSigned.Made made) throws Exception {
    return KeyStore.getInstance(made.store().toFile(), made.password().toCharArray());
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(bytes));
  }

  private List<String> fingerprints() {
    return given.stream()
        .map(bundle -> {
          try {
            var store = bundle.getStores().getKeyStore();
            var alias = store.aliases().nextElement();
            var certificate = (X509Certificate) store.getCertificate(alias);
            var key = (PrivateKey) store.getKey(alias, new char[0]);
            return LabCertificate.of(List.of(certificate), key).fingerprint();
          } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
          }
        })
        .toList();
  }

  private final class Registry implements SslBundleRegistry {
    @Override
    public void registerBundle(String name, SslBundle bundle) {
      given.add(bundle);
    }

    @Override
    public void updateBundle(String name, SslBundle bundle) {
      given.add(bundle);
    }
  }
}
