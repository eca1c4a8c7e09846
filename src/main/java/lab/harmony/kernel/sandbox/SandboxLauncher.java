package lab.harmony.kernel.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Gives up what a kernel must not have, and becomes the kernel. A running virtual machine cannot
/// give rights up for all of its threads; one that is started afterwards has them for none.
///
/// Arguments: the folder that is the kernel's own, how many files follow that it may read, these
/// files, and the command that starts it; without a command it only tries.
public final class SandboxLauncher {

  private static final long NO_NEW_PRIVILEGES = 38;
  private static final int CAPABILITIES = 0x20080522; // _LINUX_CAPABILITY_VERSION_3
  private static final long FILE_SIZE = 1; // RLIMIT_FSIZE
  private static final long CORE_SIZE = 4; // RLIMIT_CORE
  private static final long LARGEST_FILE = 1L << 30; // bytes

  private SandboxLauncher() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    try {
      var own = Path.of(arguments[0]);
      var files = Integer.parseInt(arguments[1]);
      var readable = Arrays.stream(arguments, 2, 2 + files).map(Path::of).toList();
      var command = List.of(Arrays.copyOfRange(arguments, 2 + files, arguments.length));
      var java = Path.of(System.getProperty("java.home"));
      confine(java, own, readable);
      if (command.isEmpty()) {
        probe();
        become(List.of(java.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-version"));
      } else {
        become(command);
      }
    } catch (SandboxProblem e) {
      System.err.println(e.getMessage());
      Runtime.getRuntime().halt(1);
    }
  }

  private static void become(List<String> command) {
    var error = LinuxCalls.become(command, List.of("LC_ALL=C.UTF-8"));
    throw new SandboxProblem(
        "%s cannot be started (error %d)".formatted(command.getFirst(), error));
  }

  private static void confine(Path java, Path own, List<Path> readable) {
    var rules =
        new Landlock()
            .own(own)
            .read(java)
            .execute(java.resolve("bin/java"))
            .read(Path.of("/dev/random"))
            .read(Path.of("/dev/urandom"))
            .read(Path.of("/etc/fonts"))
            .read(Path.of("/etc/ld.so.cache"))
            .read(Path.of("/usr/share/fonts"))
            .read(Path.of("/usr/share/zoneinfo"));
    Stream.of("/lib", "/lib64", "/usr/lib", "/usr/lib64").map(Path::of).forEach(rules::read);
    loaders().forEach(rules::execute);
    linked(java.resolve("conf")).forEach(rules::read);
    linked(java.resolve("lib")).forEach(rules::read);
    readable.forEach(rules::read);
    var calls = SystemCalls.here();
    done(
        "give up new rights",
        LinuxCalls.call(calls.number("prctl"), NO_NEW_PRIVILEGES, 1, 0, 0, 0));
    giveUpCapabilities(calls);
    limit(calls, CORE_SIZE, 0);
    limit(calls, FILE_SIZE, LARGEST_FILE);
    CallFilter.enforce();
    rules.enforce();
  }

  /// Where files of Java lie that some distributions put elsewhere and link to.
  private static List<Path> linked(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isSymbolicLink)
          .filter(Files::exists)
          .map(SandboxLauncher::real)
          .toList();
    } catch (IOException e) {
      throw new SandboxProblem("cannot read %s".formatted(folder));
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new SandboxProblem("cannot find %s".formatted(path));
    }
  }

  /// What root may do beside others, which what it starts then does not get back.
  private static void giveUpCapabilities(SystemCalls calls) {
    try (var arena = Arena.ofConfined()) {
      var head = arena.allocateFrom(ValueLayout.JAVA_INT, CAPABILITIES, 0);
      var none = arena.allocate(24, 8);
      done(
          "give up capabilities",
          LinuxCalls.call(calls.number("capset"), head.address(), none.address()));
    }
  }

  /// What the system starts programs with.
  private static Stream<Path> loaders() {
    return Stream.of(
            "/lib64/ld-linux-x86-64.so.2",
            "/lib/ld-linux-aarch64.so.1",
            "/lib/ld-musl-x86_64.so.1",
            "/lib/ld-musl-aarch64.so.1")
        .map(Path::of)
        .filter(Files::exists)
        .map(SandboxLauncher::real);
  }

  private static void limit(SystemCalls calls, long what, long most) {
    try (var arena = Arena.ofConfined()) {
      var both = arena.allocateFrom(ValueLayout.JAVA_LONG, most, most);
      done("limit itself", LinuxCalls.call(calls.number("prlimit64"), 0, what, both.address(), 0));
    }
  }

  /// Tries what must not work any more, for the threads that gave it up.
  private static void probe() {
    if (Files.isReadable(Path.of("/etc/passwd")) && reads(Path.of("/etc/passwd"))) {
      throw new SandboxProblem("files can still be read");
    }
    try (var socket = new Socket("127.0.0.1", 1)) {
      throw new SandboxProblem("sockets can still be opened: " + socket);
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("Permission denied")) {
        throw new SandboxProblem("sockets can still be opened: " + e.getMessage());
      }
    }
  }

  private static boolean reads(Path file) {
    try {
      return Files.readAllBytes(file).length > 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static void done(String what, long answer) {
    if (answer < 0) {
      throw new SandboxProblem("cannot %s (error %d)".formatted(what, -answer));
    }
  }
}
