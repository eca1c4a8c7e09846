package lab.harmony.kernel.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The numbers of Linux's calls on a kind of processor, as its `unistd.h` has them.
///
/// @param architecture as seccomp names it (`AUDIT_ARCH_…`)
record SystemCalls(int architecture, Map<String, Integer> numbers) {

  private static final String NAMES =
      "openat socket kill tgkill tkill ptrace process_vm_readv process_vm_writev mount umount2"
          + " unshare setns bpf keyctl add_key request_key perf_event_open userfaultfd chroot"
          + " pivot_root reboot swapon swapoff init_module delete_module kexec_load"
          + " rt_sigqueueinfo rt_tgsigqueueinfo prctl prlimit64";

  private static final String X86_64 =
      "257 41 62 234 200 101 310 311 165 166 272 308 321 250 248 249 298 323 161 155 169 167 168"
          + " 175 176 246 129 297 157 302";

  private static final String ARM_64 =
      "56 198 129 131 130 117 270 271 40 39 97 268 280 219 217 218 241 282 51 41 142 224 225 105"
          + " 106 104 138 240 167 261";

  /// Numbers that are the same on all kinds.
  private static final Map<String, Integer> EVERYWHERE =
      Map.of(
          "pidfd_send_signal", 424,
          "io_uring_setup", 425,
          "io_uring_enter", 426,
          "open_tree", 428,
          "move_mount", 429,
          "fsopen", 430,
          "pidfd_open", 434,
          "pidfd_getfd", 438,
          "process_madvise", 440);

  SystemCalls {
    numbers = Map.copyOf(numbers);
  }

  /// Those of this machine.
  ///
  /// @throws SandboxProblem if they are not known
  static SystemCalls here() {
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> of(0xC000003E, X86_64);
      case "aarch64" -> of(0xC00000B7, ARM_64);
      case String other ->
          throw new SandboxProblem(
              "the calls of processors of the kind %s are not known".formatted(other));
    };
  }

  private static SystemCalls of(int architecture, String numbers) {
    var names = List.of(NAMES.split(" "));
    var all = numbers.split(" ");
    var known = new HashMap<>(EVERYWHERE);
    for (var index = 0; index < all.length; index++) {
      known.put(names.get(index), Integer.parseInt(all[index]));
    }
    return new SystemCalls(architecture, known);
  }

  int number(String name) {
    return Objects.requireNonNull(numbers.get(name), name);
  }
}
