package lab.harmony.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.OwnerOnly;

/// Makes certificates that nobody else vouches for, with the JDK's `keytool`. A browser warns of
/// one; whoever compares its fingerprint with that which the lab printed may go on.
public final class SelfSigned {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 24;

  /// What browsers accept at most of certificates that people install.
  private static final int DAYS = 825;

  private static final String PASSWORD = "LAB_STORE_PASSWORD";

  private SelfSigned() {}

  /// @param fingerprint SHA-256, as browsers show it
  public record Made(Path store, String password, String fingerprint) {}

  /// A new certificate for these names and addresses, in a PKCS12 file that nobody but its owner
  /// reads.
  ///
  /// @param names at least one; each a host name or an address
  /// @throws IOException in words, if it could not be made; a file that was there is as it was
  public static Made make(Path store, List<String> names) throws IOException {
    var bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var folder = Objects.requireNonNull(store.toAbsolutePath().getParent(), "a file has a folder");
    OwnerOnly.createDirectories(folder);
    var scratch = Files.createTempDirectory(folder, "certificate");
    try {
      var made = scratch.resolve("lab.p12");
      run(made, password, names);
      AtomicFiles.writeOwnersOnly(store, out -> Files.copy(made, out));
    } finally {
      Files.deleteIfExists(scratch.resolve("lab.p12"));
      Files.delete(scratch);
    }
    try {
      var read = CertificateReader.read(new TlsFiles.Store(store, password));
      return new Made(store, password, read.fingerprint());
    } catch (CertificateReader.Unreadable e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void run(Path store, String password, List<String> names) throws IOException {
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "lab",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                String.valueOf(DAYS),
                "-dname",
                "CN=Harmony Lab",
                "-ext",
                "san=" + alternatives(names),
                "-ext",
                "eku=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD)
            .redirectErrorStream(true);
    keytool.environment().put(PASSWORD, password);
    var process = keytool.start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool made no certificate: " + said.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("no certificate was made: interrupted", e);
    }
  }

  private static String alternatives(List<String> names) {
    return names.stream()
        .map(name -> name.replaceAll("[\\[\\]]", ""))
        .map(name -> (name.matches("[0-9.]+|.*:.*") ? "ip:" : "dns:") + name)
        .collect(Collectors.joining(","));
  }
}
