package lab.harmony.sql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import lab.harmony.workspace.AtomicFiles;

/// The database engine as a jar of classes and, beside it, the library of this machine. From its
/// own jar each process would unpack the library anew, 70 megabytes, which takes longer than all
/// else that it does until it is ready.
///
/// @param library where the engine has one for this machine
record UnpackedEngine(Path classes, Optional<Path> library) {

  private static final String LIBRARY = "libduckdb_java";

  /// Unpacks it into a folder, if it is not there yet.
  static UnpackedEngine of(Path jar, Path folder) {
    var own = folder.resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
    var classes = own.resolve("classes.jar");
    var library = own.resolve(System.mapLibraryName("duckdb_java"));
    try (var packed = new ZipFile(jar.toFile())) {
      Files.createDirectories(own);
      if (Files.notExists(classes)) {
        AtomicFiles.write(classes, classes(packed));
      }
      var entry = packed.getEntry(name());
      if (entry == null) {
        return new UnpackedEngine(jar, Optional.empty());
      }
      if (Files.notExists(library)) {
        try (var content = packed.getInputStream(entry)) {
          AtomicFiles.write(library, content.readAllBytes());
        }
      }
      return new UnpackedEngine(classes, Optional.of(library));
    } catch (IOException e) {
      throw new UncheckedIOException("the database engine could not be unpacked", e);
    }
  }

  /// How its jar names the library of this machine.
  private static String name() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "%s.so_%s_%s"
        .formatted(
            LIBRARY,
            system.startsWith("mac") ? "macos" : system.startsWith("windows") ? "windows" : system,
            machine.equals("aarch64") ? "arm64" : machine.replace("x86_64", "amd64"));
  }

  private static byte[] classes(ZipFile packed) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      for (var entry : packed.stream().filter(it -> !it.getName().startsWith(LIBRARY)).toList()) {
        jar.putNextEntry(new ZipEntry(entry.getName()));
        try (var content = packed.getInputStream(entry)) {
          content.transferTo(jar);
        }
      }
    }
    return bytes.toByteArray();
  }
}
