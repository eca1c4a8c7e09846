package lab.harmony.kernel.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The numbers of Linux's calls on a kind of processor, as its `unistd.h` has them.
///
/// @param architecture as seccomp names it (`AUDIT_ARCH_…`)
/// @param numbers of those that it has, by their names
record SystemCalls(int architecture, Map<String, Integer> numbers) {

  /// Name, number on x86-64, number on ARM64.
  private static final String TABLE =
      """
      openat 257 56
      prctl 157 167
      prlimit64 302 261
      capset 126 91
      clone 56 220
      clone3 435 435
      fcntl 72 25
      ioctl 16 29
      kill 62 129
      tgkill 234 131
      rt_sigqueueinfo 129 138
      rt_tgsigqueueinfo 297 240
      tkill 200 130
      socket 41 198
      socketpair 53 199
      connect 42 203
      bind 49 200
      listen 50 201
      accept 43 202
      accept4 288 242
      sendto 44 206
      sendmsg 46 211
      sendmmsg 307 269
      fork 57 -
      vfork 58 -
      execveat 322 281
      memfd_create 319 279
      ptrace 101 117
      process_vm_readv 310 270
      process_vm_writev 311 271
      process_madvise 440 440
      process_mrelease 448 448
      kcmp 312 272
      pidfd_open 434 434
      pidfd_getfd 438 438
      pidfd_send_signal 424 424
      sched_setaffinity 203 122
      sched_setscheduler 144 119
      sched_setparam 142 118
      sched_setattr 314 274
      setpriority 141 140
      ioprio_set 251 30
      setrlimit 160 164
      migrate_pages 256 238
      move_pages 279 239
      chmod 90 -
      fchmod 91 52
      fchmodat 268 53
      fchmodat2 452 452
      chown 92 -
      fchown 93 55
      lchown 94 -
      fchownat 260 54
      setxattr 188 5
      lsetxattr 189 6
      fsetxattr 190 7
      removexattr 197 14
      lremovexattr 198 15
      fremovexattr 199 16
      setxattrat 463 463
      removexattrat 466 466
      file_setattr 469 469
      utime 132 -
      utimes 235 -
      futimesat 261 -
      utimensat 280 88
      truncate 76 45
      mknod 133 -
      mknodat 259 33
      inotify_init 253 -
      inotify_init1 294 26
      fanotify_init 300 262
      name_to_handle_at 303 264
      open_by_handle_at 304 265
      shmget 29 194
      shmat 30 196
      shmctl 31 195
      semget 64 190
      semop 65 193
      semtimedop 220 192
      semctl 66 191
      msgget 68 186
      msgsnd 69 189
      msgrcv 70 188
      msgctl 71 187
      mq_open 240 180
      mq_unlink 241 181
      mount 165 40
      umount2 166 39
      mount_setattr 442 442
      move_mount 429 429
      open_tree 428 428
      open_tree_attr 467 467
      fsopen 430 430
      fspick 433 433
      fsmount 432 432
      fsconfig 431 431
      pivot_root 155 41
      chroot 161 51
      unshare 272 97
      setns 308 268
      bpf 321 280
      perf_event_open 298 241
      userfaultfd 323 282
      io_uring_setup 425 425
      io_uring_enter 426 426
      io_uring_register 427 427
      keyctl 250 219
      add_key 248 217
      request_key 249 218
      init_module 175 105
      finit_module 313 273
      delete_module 176 106
      kexec_load 246 104
      kexec_file_load 320 294
      reboot 169 142
      swapon 167 224
      swapoff 168 225
      syslog 103 116
      acct 163 89
      quotactl 179 60
      quotactl_fd 443 443
      iopl 172 -
      ioperm 173 -
      settimeofday 164 170
      clock_settime 227 112
      clock_adjtime 305 266
      adjtimex 159 171
      sethostname 170 161
      setdomainname 171 162
      personality 135 92
      vhangup 153 58
      lookup_dcookie 212 18
      nfsservctl 180 42
      """;

  SystemCalls {
    numbers = Map.copyOf(numbers);
  }

  /// Those of this machine.
  ///
  /// @throws SandboxProblem if they are not known
  static SystemCalls here() {
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> new SystemCalls(0xC000003E, column(1));
      case "aarch64" -> new SystemCalls(0xC00000B7, column(2));
      case String other ->
          throw new SandboxProblem(
              "the calls of processors of the kind %s are not known".formatted(other));
    };
  }

  private static Map<String, Integer> column(int number) {
    return TABLE
        .lines()
        .map(line -> line.split(" "))
        .filter(row -> !row[number].equals("-"))
        .collect(Collectors.toMap(row -> row[0], row -> Integer.parseInt(row[number])));
  }

  /// @throws SandboxProblem if there is none of this name here
  int number(String name) {
    return Optional.ofNullable(numbers.get(name))
        .orElseThrow(() -> new SandboxProblem("there is no call %s here".formatted(name)));
  }
}
