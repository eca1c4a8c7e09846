package lab.harmony.cli.remote;

import java.nio.file.Path;
import java.util.Optional;

/// What a machine knows of labs elsewhere, for tests.
public final class KnownServers {

  private KnownServers() {}

  public static ServerSecret withToken(Path file, String token) {
    return new ServerSecret(file, Optional.of(token));
  }

  public static ServerSecret in(Path file) {
    return new ServerSecret(file, Optional.empty());
  }
}
