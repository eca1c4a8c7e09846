package lab.harmony.kernel;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lab.harmony.json.Json;
import lab.harmony.kernel.child.KernelMain;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Sha256;

/// The classes that a kernel has: its own, in a jar of their own, and the libraries that cells use;
/// nothing else of this program.
public final class KernelClassPath {

  private static final List<String> OWN =
      List.of(
          "lab/harmony/json",
          "lab/harmony/kernel/cell",
          "lab/harmony/kernel/child",
          "lab/harmony/kernel/protocol",
          "lab/harmony/kernel/sandbox");

  /// How the jars are called that hold Tablesaw and Jackson, and what these need.
  private static final List<String> LIBRARIES =
      List.of(
          "tablesaw-core-",
          "RoaringBitmap-",
          "classgraph-",
          "commons-math3-",
          "failureaccess-",
          "fastutil-",
          "guava-",
          "icu4j-",
          "jackson-annotations-",
          "jackson-core-3",
          "jackson-databind-3",
          "jspecify-",
          "slf4j-api-",
          "univocity-parsers-");

  private KernelClassPath() {}

  /// Makes the jar of the kernel's own classes in a folder, if it is not there yet.
  public static List<Path> in(Path folder) {
    try {
      return Stream.concat(Stream.of(jar(folder)), libraries()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the classes of kernels could not be written", e);
    }
  }

  private static Stream<Path> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path ->
            LIBRARIES.stream().anyMatch(name -> path.getFileName().toString().startsWith(name)));
  }

  private static Path jar(Path folder) throws IOException {
    var bytes = bytes();
    var jar = folder.resolve("kernel-%s.jar".formatted(Sha256.of(bytes).brief()));
    if (Files.notExists(jar)) {
      AtomicFiles.write(jar, bytes);
    }
    return jar;
  }

  private static byte[] bytes() throws IOException {
    var home = home();
    if (Files.isDirectory(home)) {
      return bytes(home);
    }
    try (var jar = FileSystems.newFileSystem(home)) {
      return bytes(jar.getPath("/"));
    }
  }

  private static byte[] bytes(Path home) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      for (var room : OWN) {
        try (var files = Files.list(home.resolve(room))) {
          for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
            var content = Files.readAllBytes(file);
            var entry = new ZipEntry(room + "/" + file.getFileName());
            entry.setTime(0);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            var sum = new CRC32();
            sum.update(content);
            entry.setCrc(sum.getValue());
            jar.putNextEntry(entry);
            jar.write(content);
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  private static Path home() {
    try {
      var home = KernelMain.class.getProtectionDomain().getCodeSource().getLocation();
      if (!home.equals(Json.class.getProtectionDomain().getCodeSource().getLocation())) {
        throw new IllegalStateException("the kernel's classes lie in several places");
      }
      return Path.of(home.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
