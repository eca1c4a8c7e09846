package lab.harmony.people;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.OwnerOnly;

/// Who ever owned the lab of a data folder, outside of its database: with it can be told that a
/// database is another than the one that stood there, as one that a start began after the former
/// was lost. Lines are only added, and no backup holds the file.
public record NotedOwners(Path file) {

  public static NotedOwners in(Path root) {
    return new NotedOwners(root.resolve("owners"));
  }

  /// Nobody where nothing was noted. What is no id, as a line that was ended half way, is passed
  /// over.
  ///
  /// @throws IOException if it cannot be read
  public Set<PersonId> all() throws IOException {
    return ids(text());
  }

  private static Set<PersonId> ids(String text) {
    return text.lines()
        .map(PersonId::parse)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private String text() throws IOException {
    return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
  }

  /// Notes an owner, unless they are noted. Several processes may do so at once.
  ///
  /// @throws AtomicFiles.NotWritten if the disk does not take it
  void note(PersonId owner) {
    try {
      var text = text();
      if (ids(text).contains(owner)) {
        return;
      }
      var line = (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + owner + "\n";
      var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
      try (var channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              OwnerOnly.file(folder))) {
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(file, e);
    }
  }
}
