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
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Sha256;

/// The classes of a process that has a part of this program only: some of its packages, in a jar of
/// their own, and some of its libraries.
///
/// @param name what the jar is called
/// @param packages whose classes it has, as paths
/// @param libraries how the jars begin that it has beside them
public record ChildClassPath(String name, List<String> packages, List<String> libraries) {

  public ChildClassPath {
    packages = List.copyOf(packages);
    libraries = List.copyOf(libraries);
  }

  /// Makes the jar in a folder, if it is not there yet. It is the first of what is answered.
  public List<Path> in(Path folder) {
    try {
      return Stream.concat(Stream.of(jar(folder)), found()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the classes of %s could not be written".formatted(name), e);
    }
  }

  private Stream<Path> found() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path ->
            libraries.stream().anyMatch(start -> path.getFileName().toString().startsWith(start)));
  }

  private Path jar(Path folder) throws IOException {
    var bytes = bytes();
    var jar = folder.resolve("%s-%s.jar".formatted(name, Sha256.of(bytes).brief()));
    if (Files.notExists(jar)) {
      AtomicFiles.write(jar, bytes);
    }
    return jar;
  }

  private byte[] bytes() throws IOException {
    var home = home();
    if (Files.isDirectory(home)) {
      return bytes(home);
    }
    try (var jar = FileSystems.newFileSystem(home)) {
      return bytes(jar.getPath("/"));
    }
  }

  private byte[] bytes(Path home) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      for (var room : packages) {
        try (var files = Files.list(home.resolve(room))) {
          for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
            add(jar, room + "/" + file.getFileName(), Files.readAllBytes(file));
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  /// Without a time, so that the same classes are the same jar.
  private static void add(ZipOutputStream jar, String name, byte[] content) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTime(0);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    var sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    jar.putNextEntry(entry);
    jar.write(content);
  }

  private static Path home() {
    try {
      return Path.of(
          ChildClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
