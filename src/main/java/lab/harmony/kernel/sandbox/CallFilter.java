package lab.harmony.kernel.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Which calls of the system the process may not make from now on: no socket, no signal to another
/// process, no look into one, nothing that changes the machine. A small program for the kernel's
/// filter (seccomp; the forms of its instructions are those of `linux/filter.h`).
final class CallFilter {

  private static final long SECCOMP = 22; // PR_SET_SECCOMP
  private static final long FILTER = 2;

  private static final int LOAD = 0x20; // a word of what is asked
  private static final int IS = 0x15; // jump if equal
  private static final int ANSWER = 0x06;

  private static final int ALLOW = 0x7FFF0000;
  private static final int REFUSE = 0x00050000 | 13; // with "permission denied"
  private static final int END_PROCESS = 0x80000000;

  private static final int NUMBER_AT = 0;
  private static final int ARCHITECTURE_AT = 4;
  private static final int FIRST_ARGUMENT_AT = 16;

  /// Signals, allowed to the process itself: the virtual machine sends them to its threads.
  private static final List<String> TO_ITSELF =
      List.of("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo");

  private static final List<String> NEVER =
      List.of(
          "socket",
          "tkill",
          "ptrace",
          "process_vm_readv",
          "process_vm_writev",
          "mount",
          "umount2",
          "unshare",
          "setns",
          "bpf",
          "keyctl",
          "add_key",
          "request_key",
          "perf_event_open",
          "userfaultfd",
          "chroot",
          "pivot_root",
          "reboot",
          "swapon",
          "swapoff",
          "init_module",
          "delete_module",
          "kexec_load",
          "pidfd_send_signal",
          "io_uring_setup",
          "io_uring_enter",
          "open_tree",
          "move_mount",
          "fsopen",
          "pidfd_open",
          "pidfd_getfd",
          "process_madvise");

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
    for (var name : NEVER) {
      program.add(new Instruction(IS, 0, 1, calls.number(name)));
      program.add(new Instruction(ANSWER, 0, 0, REFUSE));
    }
    for (var name : TO_ITSELF) {
      program.add(new Instruction(IS, 0, 4, calls.number(name)));
      program.add(new Instruction(LOAD, 0, 0, FIRST_ARGUMENT_AT));
      program.add(new Instruction(IS, 0, 1, own));
      program.add(new Instruction(ANSWER, 0, 0, ALLOW));
      program.add(new Instruction(ANSWER, 0, 0, REFUSE));
    }
    program.add(new Instruction(ANSWER, 0, 0, ALLOW));
    return program;
  }
}
