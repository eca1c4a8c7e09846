package lab.harmony.backup.copies;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.SafePath;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A zip file with a manifest that names every file in it by its digest.
public final class Archive {

  private static final JsonMapper JSON =
      Json.MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Archive() {}

  /// What became of a file that was to be added.
  public sealed interface Added {

    record There() implements Added {}

    /// It is not there any more.
    record Gone() implements Added {}

    record Unreadable(String reason) implements Added {}
  }

  /// Adds files to an archive one by one.
  public static final class Writer {
    private final ZipOutputStream zip;
    private final List<BackupManifest.Entry> entries = new ArrayList<>();

    public Writer(OutputStream out) {
      zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /// Adds a file.
    ///
    /// @throws IOException if the archive cannot be written
    public Added add(String name, Path file) throws IOException {
      InputStream in;
      try {
        in = Files.newInputStream(file);
      } catch (NoSuchFileException gone) {
        return new Added.Gone();
      } catch (IOException e) {
        return new Added.Unreadable(Found.reason(e));
      }
      try (in) {
        return add(name, in);
      }
    }

    private Added add(String name, InputStream in) throws IOException {
      var digest = sha256();
      var buffer = new byte[1 << 16];
      long bytes = 0;
      zip.putNextEntry(new ZipEntry(name));
      while (true) {
        int read;
        try {
          read = in.read(buffer);
        } catch (IOException e) {
          zip.closeEntry(); // what is not in the manifest is not unpacked
          return new Added.Unreadable(Found.reason(e));
        }
        if (read < 0) {
          break;
        }
        zip.write(buffer, 0, read);
        digest.update(buffer, 0, read);
        bytes += read;
      }
      zip.closeEntry();
      entries.add(new BackupManifest.Entry(name, bytes, HexFormat.of().formatHex(digest.digest())));
      return new Added.There();
    }

    /// Adds the manifest and ends the archive.
    public BackupManifest finish(Instant now, String version, List<String> leftOut)
        throws IOException {
      var manifest =
          new BackupManifest(
              BackupManifest.FORMAT, now, version, List.copyOf(entries), List.copyOf(leftOut));
      zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
      zip.write(JSON.writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.finish();
      zip.flush();
      return manifest;
    }
  }

  /// What an archive says is in it.
  public static Found<BackupManifest> manifest(Path archive) {
    return Found.in(
        archive,
        _ -> {
          try (var zip = new ZipFile(archive.toFile())) {
            var entry = zip.getEntry(BackupManifest.NAME);
            if (entry == null) {
              throw new IllegalArgumentException("it is no backup: it has no manifest.json");
            }
            try (var in = zip.getInputStream(entry)) {
              var manifest = Found.complete(JSON.readValue(in, BackupManifest.class));
              return manifest.checked();
            }
          }
        });
  }

  /// Unpacks what the manifest lists into a folder, under the names of the archive, and nothing
  /// else; each file must have the size and the digest that the manifest says.
  ///
  /// @throws IOException naming the file that has not
  public static void unpack(Path archive, BackupManifest manifest, Path folder) throws IOException {
    try (var zip = new ZipFile(archive.toFile())) {
      for (var listed : manifest.files()) {
        var entry = zip.getEntry(listed.name());
        var target = SafePath.inside(folder, listed.name());
        if (entry == null || entry.getSize() != listed.bytes()) {
          throw damaged(archive, listed);
        }
        Files.createDirectories(target.resolveSibling("."));
        var digest = sha256();
        try (var in = zip.getInputStream(entry)) {
          AtomicFiles.writeNew(target, out -> in.transferTo(new DigestOutputStream(out, digest)));
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(listed.sha256())) {
          throw damaged(archive, listed);
        }
      }
    }
  }

  private static IOException damaged(Path archive, BackupManifest.Entry entry) {
    return new IOException(
        "the backup %s is damaged: %s is not what its manifest says. Take another backup."
            .formatted(archive, entry.name()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
