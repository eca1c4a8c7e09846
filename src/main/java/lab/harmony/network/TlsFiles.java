package lab.harmony.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.workspace.HarmonySettings;

/// Where the lab's certificate and its key lie: two PEM files, or one PKCS12 store.
sealed interface TlsFiles {

  /// @param chain the certificate, and those that vouch for it after it
  /// @param password of an encrypted key
  record Pem(Path chain, Path key, Optional<String> password) implements TlsFiles {
    @Override
    public List<Path> files() {
      return List.of(chain, key);
    }

    /// Without the password.
    @Override
    public String toString() {
      return "%s and %s".formatted(chain, key);
    }
  }

  record Store(Path store, String password) implements TlsFiles {
    @Override
    public List<Path> files() {
      return List.of(store);
    }

    /// Without the password.
    @Override
    public String toString() {
      return store.toString();
    }
  }

  /// All that have to be there.
  List<Path> files();

  /// Which files people named.
  ///
  /// @throws NetworkProblem if they named half of what is needed, or both forms
  static Optional<TlsFiles> of(HarmonySettings settings) {
    var certificate = settings.text("harmony.tls.certificate").map(Path::of);
    var key = settings.text("harmony.tls.key").map(Path::of);
    var store = settings.text("harmony.tls.store").map(Path::of);
    var password = settings.text("harmony.tls.password");
    if (Stream.of(certificate, key, store).allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    if (store.isPresent() && certificate.isEmpty() && key.isEmpty()) {
      return store.map(file -> new Store(file, password.orElse("")));
    }
    if (store.isEmpty() && certificate.isPresent() && key.isPresent()) {
      return Optional.of(new Pem(certificate.get(), key.get(), password));
    }
    throw new NetworkProblem(
        "A certificate needs either harmony.tls.certificate and harmony.tls.key, two PEM files, or"
            + " harmony.tls.store, a PKCS12 file; got %s."
                .formatted(
                    Stream.of("certificate", "key", "store")
                        .filter(one -> settings.text("harmony.tls." + one).isPresent())
                        .map(one -> "harmony.tls." + one)
                        .toList()),
        "Name both PEM files, or the store alone.");
  }

  /// A file that is named and not there; empty if all are.
  default Optional<Path> missing() {
    return files().stream().filter(file -> !Files.isRegularFile(file)).findFirst();
  }
}
