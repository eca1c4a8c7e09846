package lab.harmony.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// Reads the lab's certificate from its files.
final class CertificateReader {

  private CertificateReader() {}

  /// The files do not hold a certificate with its key. Says which file, and why.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private Unreadable(String words, Throwable cause) {
      super(words, cause);
    }
  }

  static LabCertificate read(TlsFiles files) throws Unreadable {
    for (var file : files.files()) {
      if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
        var why = Files.exists(file) ? "may not be read" : "is not there";
        throw new Unreadable("%s %s".formatted(file, why), new IOException(why));
      }
    }
    try {
      return switch (files) {
        case TlsFiles.Pem pem -> pem(pem);
        case TlsFiles.Store store -> store(store);
      };
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new Unreadable("%s: %s".formatted(files, reason(e)), e);
    }
  }

  private static String reason(Throwable problem) {
    var words = problem.getMessage();
    return words == null ? problem.toString() : words;
  }

  private static LabCertificate pem(TlsFiles.Pem pem) throws IOException, GeneralSecurityException {
    var store =
        PemSslStore.load(
            new PemSslStoreDetails(
                null,
                text(pem.chain(), "BEGIN CERTIFICATE", "certificate"),
                text(pem.key(), "PRIVATE KEY", "private key"),
                pem.password().orElse(null)));
    var chain = store == null ? null : store.certificates();
    var key = store == null ? null : store.privateKey();
    if (chain == null || chain.isEmpty() || key == null) {
      throw new GeneralSecurityException("a certificate and its key are needed");
    }
    return LabCertificate.of(chain, key);
  }

  private static String text(Path file, String sign, String what)
      throws IOException, GeneralSecurityException {
    var text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
    if (!text.contains(sign)) {
      throw new GeneralSecurityException("%s holds no %s in PEM form".formatted(file, what));
    }
    return text;
  }

  private static LabCertificate store(TlsFiles.Store file)
      throws IOException, GeneralSecurityException {
    var password = file.password().toCharArray();
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file.store())) {
      store.load(in, password);
    }
    for (var alias : Collections.list(store.aliases())) {
      if (store.getKey(alias, password) instanceof PrivateKey key) {
        List<X509Certificate> chain =
            Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return LabCertificate.of(chain, key);
      }
    }
    throw new GeneralSecurityException("the store holds no private key");
  }
}
