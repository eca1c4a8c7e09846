package lab.harmony.kernel.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which files the process may use from now on, and no others; what it starts inherits it. The
/// numbers are those of `linux/landlock.h`.
final class Landlock {

  private static final long CREATE_RULESET = 444;
  private static final long ADD_RULE = 445;
  private static final long RESTRICT_SELF = 446;
  private static final long VERSION_FLAG = 1;
  private static final long PATH_BENEATH = 1;

  private static final long EXECUTE = 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_FOLDER = 1 << 3;
  private static final long MAKE_DEVICES = 1 << 6 | 1 << 11;
  private static final long MAKE_SOCKETS = 1 << 9;
  private static final long CONTROL_DEVICES = 1 << 15;
  private static final long ALL_OF_FIRST = (1 << 13) - 1;

  /// Rights to files that came with the second, third and fifth version.
  private static final Map<Integer, Long> LATER = Map.of(2, 1L << 13, 3, 1L << 14, 5, 1L << 15);

  private static final long TCP = 0b11; // bind, connect; since the fourth version
  private static final long SCOPES = 0b11; // abstract sockets, signals; since the sixth

  private static final long OPEN_PATH = 0x200000 | 0x80000; // O_PATH | O_CLOEXEC

  private final Map<Path, Long> allowed = new LinkedHashMap<>();

  /// Allows to read a file, or all below a folder.
  Landlock read(Path path) {
    return allow(path, Files.isDirectory(path) ? READ_FILE | READ_FOLDER : READ_FILE);
  }

  /// Allows to start a program, or any below a folder.
  Landlock execute(Path path) {
    return allow(path, EXECUTE | (Files.isDirectory(path) ? READ_FILE | READ_FOLDER : READ_FILE));
  }

  /// Allows to read and write files below a folder, not to start programs nor to make devices and
  /// sockets.
  Landlock own(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SandboxProblem("there is no folder %s".formatted(folder));
    }
    return allow(folder, ~(EXECUTE | MAKE_DEVICES | MAKE_SOCKETS | CONTROL_DEVICES));
  }

  private Landlock allow(Path path, long rights) {
    if (Files.exists(path)) {
      allowed.merge(path, rights, (one, other) -> one | other);
    }
    return this;
  }

  /// The version that this system has; 0 if it has none, or does not let it be used.
  static int version() {
    return (int) Math.max(0, LinuxCalls.call(CREATE_RULESET, 0, 0, VERSION_FLAG));
  }

  /// Gives up all other files, and all networks as far as this system can.
  ///
  /// @throws SandboxProblem if it cannot
  void enforce() {
    var version = version();
    if (version == 0) {
      throw new SandboxProblem("this system has no Landlock");
    }
    var files = ALL_OF_FIRST;
    for (var later : LATER.entrySet()) {
      files |= later.getKey() <= version ? later.getValue() : 0;
    }
    try (var arena = Arena.ofConfined()) {
      var attributes = arena.allocate(ValueLayout.JAVA_LONG, 3);
      attributes.setAtIndex(ValueLayout.JAVA_LONG, 0, files);
      attributes.setAtIndex(ValueLayout.JAVA_LONG, 1, version >= 4 ? TCP : 0);
      attributes.setAtIndex(ValueLayout.JAVA_LONG, 2, version >= 6 ? SCOPES : 0);
      var size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
      var rules =
          done("create rules", LinuxCalls.call(CREATE_RULESET, attributes.address(), size, 0));
      for (var rule : allowed.entrySet()) {
        add(arena, rules, rule.getKey(), rule.getValue() & files);
      }
      done("keep to rules", LinuxCalls.call(RESTRICT_SELF, rules, 0));
    }
  }

  private static void add(Arena arena, long rules, Path path, long rights) {
    var opened =
        done(
            "open " + path,
            LinuxCalls.call(
                SystemCalls.here().number("openat"),
                -100, // relative to the folder it works in
                arena.allocateFrom(path.toString()).address(),
                OPEN_PATH,
                0));
    var rule = arena.allocate(16, 8); // a long and an int, packed
    rule.set(ValueLayout.JAVA_LONG, 0, Files.isDirectory(path) ? rights : rights & ofFiles());
    rule.set(ValueLayout.JAVA_INT, 8, (int) opened);
    done("allow " + path, LinuxCalls.call(ADD_RULE, rules, PATH_BENEATH, rule.address(), 0));
  }

  /// What can be done with a file itself: start, write, read, cut, control.
  private static long ofFiles() {
    return EXECUTE | 1 << 1 | READ_FILE | 1 << 14 | 1 << 15;
  }

  private static long done(String what, long answer) {
    if (answer < 0) {
      throw new SandboxProblem("cannot %s (error %d)".formatted(what, -answer));
    }
    return answer;
  }
}
