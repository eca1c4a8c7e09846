package lab.harmony.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Files that are there completely or not at all, whatever happens in between.
///
/// The content goes to a temporary name in the same folder, reaches the disk, and takes its name in
/// one step. A reader never sees half a file.
public final class AtomicFiles {

  private AtomicFiles() {}

  /// What fills a file.
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
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

  public static void write(Path file, Content content) {
    write(file, content, new FileAttribute<?>[0]);
  }

  private static void write(Path file, Content content, FileAttribute<?>[] attributes) {
    var target = file.toAbsolutePath();
    var folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
    try {
      Files.createDirectories(folder);
      var temporary =
          folder.resolve(".%s.%s.part".formatted(target.getFileName(), UUID.randomUUID()));
      try {
        try (var channel =
            FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                attributes)) {
          var out = Channels.newOutputStream(channel);
          content.writeTo(out);
          out.flush();
          channel.force(true);
        }
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      forceFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be written".formatted(target), e);
    }
  }

  /// The new name itself is on disk only when its folder is.
  private static void forceFolder(Path folder) {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notSupportedHere) {
      // Windows cannot open a folder as a file; there the move itself is durable enough.
    }
  }
}
