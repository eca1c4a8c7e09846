package lab.harmony.network;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/// A certificate with the key that belongs to it.
///
/// @param chain the certificate first, then those that vouch for it
record LabCertificate(List<X509Certificate> chain, PrivateKey key) {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final byte[] SAMPLE = {1, 2, 3, 4};

  /// @throws GeneralSecurityException in words, if the key is that of another certificate
  static LabCertificate of(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException {
    var made = new LabCertificate(List.copyOf(chain), key);
    if (!made.fits()) {
      throw new GeneralSecurityException("the key belongs to another certificate");
    }
    return made;
  }

  private X509Certificate first() {
    return chain.getFirst();
  }

  private boolean fits() {
    var method =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "DSA" -> "SHA256withDSA";
          case String other -> other;
        };
    try {
      var signing = Signature.getInstance(method);
      signing.initSign(key);
      signing.update(SAMPLE);
      var signed = signing.sign();
      signing.initVerify(first().getPublicKey());
      signing.update(SAMPLE);
      return signing.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  Instant ends() {
    return first().getNotAfter().toInstant();
  }

  boolean endedBy(Instant now) {
    return !now.isBefore(ends());
  }

  /// SHA-256 of the certificate, as browsers and `openssl x509 -fingerprint -sha256` write it.
  String fingerprint() {
    return Fingerprint.of(first());
  }

  /// Whether a browser that asks for this name takes the certificate for it.
  boolean isFor(String host) {
    var name = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    return names().stream()
        .map(one -> one.toLowerCase(Locale.ROOT))
        .anyMatch(one ->
            one.equals(name)
                || one.startsWith("*.")
                    && name.indexOf('.') > 0
                    && name.substring(name.indexOf('.')).equals(one.substring(1)));
  }

  List<String> names() {
    try {
      return Optional.<@Nullable Collection<List<?>>>ofNullable(
              first().getSubjectAlternativeNames())
          .orElse(List.of())
          .stream()
          .filter(one -> one.get(1) instanceof String)
          .map(one -> (String) one.get(1))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /// As Spring gives it to the server.
  SslBundle bundle() {
    return SslBundle.of(
        new PemSslStoreBundle(PemSslStore.of(chain, key), null),
        SslBundleKey.NONE,
        SslOptions.of(null, PROTOCOLS));
  }

  @Override
  public String toString() {
    return "certificate for %s, valid until %s, SHA-256 %s"
        .formatted(names(), ends(), fingerprint());
  }
}
