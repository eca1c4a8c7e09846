package lab.harmony.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Files that are there completely or not at all, whatever happens in between: the one way in which
/// the lab writes what it must not lose.
///
/// The content goes to a temporary name in the same folder, reaches the disk, and takes its name in
/// one step. A reader never sees half a file, and what was answered survives the next instant.
public final class AtomicFiles {

  private AtomicFiles() {}

  /// What fills a file.
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// A file that is as it was before, with the sentence that says why and what to do.
  public static final class NotWritten extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public NotWritten(Path file, IOException cause) {
      super(cause);
      this.sentence = StorageProblem.notWritten(file, cause);
    }

    /// Which file it is, why it could not be written, and what to do.
    public String sentence() {
      return sentence;
    }

    @Override
    public String getMessage() {
      return sentence;
    }
  }

  public static void write(Path file, byte[] content) {
    write(file, out -> out.write(content));
  }

  public static void write(Path file, String content) {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes a secret: a file that nobody but its owner may read, in a folder that nobody else may
  /// enter, where the file system knows owners.
  public static void writeSecret(Path file, String content) {
    var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    OwnerOnly.createDirectories(folder);
    write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)), OwnerOnly.file(folder));
  }

  /// @throws NotWritten if it cannot be written, with nothing changed
  public static void write(Path file, Content content) {
    write(file, content, new FileAttribute<?>[0]);
  }

  /// The same, and nobody but its owner may read the file, where the file system knows owners.
  public static void writeOwnersOnly(Path file, Content content) {
    var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    try {
      createFolders(folder);
    } catch (IOException e) {
      throw new NotWritten(file.toAbsolutePath(), e);
    }
    write(file, content, OwnerOnly.file(folder));
  }

  private static void write(Path file, Content content, FileAttribute<?>[] attributes) {
    var target = file.toAbsolutePath();
    var folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
    try {
      createFolders(folder);
      // Not named after the file: that name may be as long as names can be.
      var temporary = folder.resolve(".%s.part".formatted(UUID.randomUUID()));
      try {
        writeNew(temporary, content, attributes);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      force(folder);
    } catch (IOException e) {
      throw new NotWritten(target, e);
    }
  }

  /// Writes a file that is not there yet, through to the disk; its name lasts once its folder is
  /// [forced][#force(Path)].
  public static void writeNew(Path file, Content content) throws IOException {
    writeNew(file, content, new FileAttribute<?>[0]);
  }

  private static void writeNew(Path file, Content content, FileAttribute<?>[] attributes)
      throws IOException {
    try (var channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      var out = Channels.newOutputStream(channel);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /// Gives a folder that is complete its name in one step, and makes that last.
  ///
  /// @throws FileSystemException if something else has that name
  public static void moveFolder(Path folder, Path target) throws IOException {
    force(folder);
    Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    force(Objects.requireNonNull(target.toAbsolutePath().getParent(), "a folder lies in another"));
  }

  /// Brings the names in a folder to the disk.
  public static void force(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException notSupportedHere) {
      return; // Windows cannot open a folder as a file; there the move itself is durable enough.
    }
    try (channel) {
      channel.force(true);
    }
  }

  /// A new folder's name lasts once the folder above it is on the disk.
  private static void createFolders(Path folder) throws IOException {
    @Nullable Path above = folder;
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    Files.createDirectories(folder);
    for (var made = folder; above != null && !made.equals(above); ) {
      made = Objects.requireNonNull(made.getParent(), "it lies below one that was there");
      force(made);
    }
  }
}
