package lab.harmony.kernel.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which calls of the system the process may not make from now on: no socket that leads out, no
/// other process started, signalled or looked into, no file's owner, rights or times changed, no
/// memory shared, nothing that changes the machine. A small program for the kernel's filter
/// (seccomp; the forms of its instructions are those of `linux/filter.h`).
final class CallFilter {

  private static final long SECCOMP = 22; // PR_SET_SECCOMP
  private static final long FILTER = 2;

  private static final int LOAD = 0x20; // a word of what is asked
  private static final int IS = 0x15; // jump if equal
  private static final int IS_AT_LEAST = 0x35;
  private static final int HAS = 0x45; // jump if a bit is set
  private static final int ANSWER = 0x06;

  private static final int ALLOW = 0x7FFF0000;
  private static final int ERROR = 0x00050000;
  private static final int REFUSE = ERROR | 13; // permission denied
  private static final int UNKNOWN = ERROR | 38; // there is no such call: libc takes another
  private static final int END_PROCESS = 0x80000000;

  private static final int NUMBER_AT = 0;
  private static final int ARCHITECTURE_AT = 4;
  private static final int FIRST_ARGUMENT_AT = 16;
  private static final int SECOND_ARGUMENT_AT = 24;

  /// Numbers from here on are those of another form of programs on x86-64.
  private static final int OTHER_FORM = 0x40000000;

  /// A new thread of the same process (`CLONE_THREAD`).
  private static final int THREAD = 0x10000;

  /// Signals, allowed to the process itself: the virtual machine sends them to its threads.
  private static final List<String> TO_ITSELF =
      List.of("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo");

  /// What has a rule of its own, or none: it is needed.
  private static final Set<String> OTHERWISE =
      Set.of(
          "openat",
          "prctl",
          "capset",
          "prlimit64",
          "clone",
          "clone3",
          "fcntl",
          "ioctl",
          "kill",
          "tgkill",
          "rt_sigqueueinfo",
          "rt_tgsigqueueinfo",
          "socketpair");

  /// Sockets of this machine (`AF_UNIX`). Two that are made together lead to each other and, where
  /// nothing can be connected or sent to an address, nowhere else; Java makes a pair before it
  /// opens its first file or socket of some kinds, and fails in odd words where it may not.
  private static final int PAIR = 1;

  /// Commands of `fcntl` by which a signal goes to another process.
  private static final List<Integer> OWNERS = List.of(8, 10, 15);

  /// Commands of `ioctl` by which one does, or by which a terminal is written to.
  private static final List<Integer> CONTROLS = List.of(0x8901, 0x8902, 0x5412);

  private record Instruction(int code, int yes, int no, int value) {}

  private CallFilter() {}

  /// Gives the calls up.
  ///
  /// @throws SandboxProblem if it cannot
  static void enforce() {
    var calls = SystemCalls.here();
    var program = program(calls, (int) ProcessHandle.current().pid());
    try (var arena = Arena.ofConfined()) {
      var instructions = arena.allocate(8L * program.size(), 8);
      for (var index = 0; index < program.size(); index++) {
        var one = program.get(index);
        instructions.set(ValueLayout.JAVA_SHORT, 8L * index, (short) one.code());
        instructions.set(ValueLayout.JAVA_BYTE, 8L * index + 2, (byte) one.yes());
        instructions.set(ValueLayout.JAVA_BYTE, 8L * index + 3, (byte) one.no());
        instructions.set(ValueLayout.JAVA_INT, 8L * index + 4, one.value());
      }
      var head = arena.allocate(16, 8);
      head.set(ValueLayout.JAVA_SHORT, 0, (short) program.size());
      head.set(ValueLayout.ADDRESS, 8, instructions);
      var answer = LinuxCalls.call(calls.number("prctl"), SECCOMP, FILTER, head.address(), 0, 0);
      if (answer < 0) {
        throw new SandboxProblem("cannot give up calls (error %d)".formatted(-answer));
      }
    }
  }

  private static List<Instruction> program(SystemCalls calls, int own) {
    var program = new ArrayList<Instruction>();
    program.add(new Instruction(LOAD, 0, 0, ARCHITECTURE_AT));
    program.add(new Instruction(IS, 1, 0, calls.architecture()));
    program.add(new Instruction(ANSWER, 0, 0, END_PROCESS));
    program.add(new Instruction(LOAD, 0, 0, NUMBER_AT));
    program.add(new Instruction(IS_AT_LEAST, 0, 1, OTHER_FORM));
    program.add(new Instruction(ANSWER, 0, 0, REFUSE));
    calls.numbers().entrySet().stream()
        .filter(call -> !OTHERWISE.contains(call.getKey()))
        .forEach(call -> when(program, call.getValue(), answer(REFUSE)));
    when(program, calls.number("clone3"), answer(UNKNOWN));
    when(
        program,
        calls.number("clone"),
        List.of(
            new Instruction(LOAD, 0, 0, FIRST_ARGUMENT_AT),
            new Instruction(HAS, 0, 1, THREAD),
            new Instruction(ANSWER, 0, 0, ALLOW),
            new Instruction(ANSWER, 0, 0, REFUSE)));
    for (var name : TO_ITSELF) {
      when(program, calls.number(name), onlyFor(own));
    }
    when(program, calls.number("socketpair"), onlyFor(PAIR));
    when(program, calls.number("prlimit64"), onlyFor(0));
    when(program, calls.number("fcntl"), notFor(OWNERS));
    when(program, calls.number("ioctl"), notFor(CONTROLS));
    program.add(new Instruction(ANSWER, 0, 0, ALLOW));
    return program;
  }

  private static void when(List<Instruction> program, int call, List<Instruction> rule) {
    program.add(new Instruction(IS, 0, rule.size(), call));
    program.addAll(rule);
  }

  private static List<Instruction> answer(int what) {
    return List.of(new Instruction(ANSWER, 0, 0, what));
  }

  private static List<Instruction> onlyFor(int argument) {
    return List.of(
        new Instruction(LOAD, 0, 0, FIRST_ARGUMENT_AT),
        new Instruction(IS, 0, 1, argument),
        new Instruction(ANSWER, 0, 0, ALLOW),
        new Instruction(ANSWER, 0, 0, REFUSE));
  }

  private static List<Instruction> notFor(List<Integer> commands) {
    var rule = new ArrayList<Instruction>();
    rule.add(new Instruction(LOAD, 0, 0, SECOND_ARGUMENT_AT));
    for (var command : commands) {
      rule.add(new Instruction(IS, 0, 1, command));
      rule.add(new Instruction(ANSWER, 0, 0, REFUSE));
    }
    rule.add(new Instruction(ANSWER, 0, 0, ALLOW));
    return rule;
  }
}
