package lab.harmony.cli.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.OwnerOnly;
import tools.jackson.databind.node.ObjectNode;

/// What this machine knows of labs on other machines: a token for each, and the fingerprint of a
/// certificate that its person compared. In a file that nobody else reads.
public final class ServerSecret {

  private static final String TOKEN = "HARMONY_TOKEN";

  private final Path file;
  private final Optional<String> environment;

  ServerSecret(Path file, Optional<String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /// Those of whoever calls: `HARMONY_TOKEN`, or `~/.config/harmony-lab/servers.json`.
  public static ServerSecret ofUser() {
    var config = Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"));
    return new ServerSecret(
        config
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".config"))
            .resolve("harmony-lab")
            .resolve("servers.json"),
        Optional.ofNullable(System.getenv(TOKEN)).filter(it -> !it.isBlank()));
  }

  Path file() {
    return file;
  }

  /// @throws IllegalStateException in words, if there is none
  String token(URI server) {
    return environment
        .or(() -> text(server, "token"))
        .orElseThrow(() ->
            new IllegalStateException(
                "A token is needed to ask %s, and none is known. Make one there in your account, then:"
                        .formatted(server)
                    + " ./lab login --server %s, or give it in %s.".formatted(server, TOKEN)));
  }

  Optional<String> fingerprint(URI server) {
    return text(server, "fingerprint");
  }

  void keep(URI server, String token, Optional<String> fingerprint) {
    var all = read();
    var one = all.putObject(server.toString());
    one.put("token", token);
    fingerprint.ifPresent(it -> one.put("fingerprint", it));
    OwnerOnly.createDirectories(
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder"));
    AtomicFiles.writeSecret(file, Json.indented(all));
  }

  private Optional<String> text(URI server, String name) {
    return Optional.of(read().path(server.toString()).path(name).asString(""))
        .filter(it -> !it.isEmpty());
  }

  private ObjectNode read() {
    if (!Files.exists(file)) {
      return Json.MAPPER.createObjectNode();
    }
    try {
      if (readByOthers()) {
        throw new IllegalStateException(
            "%s holds tokens and may be read by others than you. Make it yours alone: chmod 600 %s"
                .formatted(file, file));
      }
      return Json.object(file);
    } catch (JsonProblem e) {
      throw new IllegalStateException(
          "%s cannot be read: %s. Mend or remove it, then ./lab login."
              .formatted(file, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file), e);
    }
  }

  private boolean readByOthers() throws IOException {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null
        && Files.getPosixFilePermissions(file).stream()
            .anyMatch(it ->
                !Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE)
                    .contains(it));
  }
}
