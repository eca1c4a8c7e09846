package lab.harmony.kernel.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/// The calls of Linux that a process gives up its rights with, as libc has them.
final class LinuxCalls {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle NUMBER =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final FunctionDescriptor SIX =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);

  private static final MethodHandle SYSCALL =
      handle("syscall", SIX, ERRNO, Linker.Option.firstVariadicArg(1));
  private static final MethodHandle EXECVE =
      handle(
          "execve",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
          ERRNO);

  private LinuxCalls() {}

  /// A call by its number.
  ///
  /// @return what the system answers, or the negative number of its error
  static long call(long number, long... arguments) {
    var five = Arrays.copyOf(arguments, 5);
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var answer =
          (long) SYSCALL.invokeExact(state, number, five[0], five[1], five[2], five[3], five[4]);
      return answer < 0 ? -(int) NUMBER.get(state, 0L) : answer;
    } catch (Throwable e) {
      throw new IllegalStateException("system call %d cannot be made".formatted(number), e);
    }
  }

  /// Becomes another program.
  ///
  /// @return the number of the error, if it could not
  static int become(List<String> command, List<String> environment) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var answer =
          (int)
              EXECVE.invokeExact(
                  state,
                  arena.allocateFrom(command.getFirst()),
                  texts(arena, command),
                  texts(arena, environment));
      return answer == 0 ? 0 : (int) NUMBER.get(state, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("%s cannot be started".formatted(command.getFirst()), e);
    }
  }

  private static MemorySegment texts(Arena arena, List<String> texts) {
    var all = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
    for (var index = 0; index < texts.size(); index++) {
      all.setAtIndex(ValueLayout.ADDRESS, index, arena.allocateFrom(texts.get(index)));
    }
    all.setAtIndex(ValueLayout.ADDRESS, texts.size(), MemorySegment.NULL);
    return all;
  }

  private static MethodHandle handle(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
  }
}
