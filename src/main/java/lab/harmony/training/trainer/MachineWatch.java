package lab.harmony.training.trainer;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import lab.harmony.design.Sizes;

/// Looks at the machine after each step, and says when something gets short.
final class MachineWatch {

  private static final long LITTLE_MEMORY = 512L << 20;
  private static final int WINDOW = 20;
  private static final double SLOW = 5;

  private final Machine machine;
  private final Path folder;
  private final long checkpoint;
  private final ArrayDeque<Double> latest = new ArrayDeque<>();
  private boolean saidMemory;
  private boolean saidSlow;

  /// @param checkpoint how many bytes one takes
  MachineWatch(Machine machine, Path folder, long checkpoint) {
    this.machine = machine;
    this.folder = folder;
    this.checkpoint = checkpoint;
  }

  /// Why a training has to stop before its state cannot be kept any more.
  Optional<String> fullDisk() {
    long free = machine.freeDisk(folder);
    return free >= 2 * checkpoint
        ? Optional.empty()
        : Optional.of(
            "The disk of %s has %s left, and a checkpoint takes %s. The training stops while its state can be kept; free some room, then continue it."
                .formatted(folder, Sizes.free(free), Sizes.needed(checkpoint)));
  }

  /// What is to be said about a step, once each.
  Optional<String> see(long step, double seconds) {
    var slow = slow(step, seconds);
    latest.addLast(seconds);
    if (latest.size() > WINDOW) {
      latest.removeFirst();
    }
    return memory(step).or(() -> slow);
  }

  private Optional<String> memory(long step) {
    var free = machine.freeMemory();
    if (saidMemory || free.isEmpty() || free.getAsLong() >= LITTLE_MEMORY) {
      return Optional.empty();
    }
    saidMemory = true;
    return Optional.of(
        "Step %d: this machine has %s of memory left. If it runs out, the system may end the training, which then goes on from its newest checkpoint. Close other programs, or use gradient_checkpointing: true, a smaller batch, or precision: bfloat16."
            .formatted(step, Sizes.memory(free.getAsLong())));
  }

  private Optional<String> slow(long step, double seconds) {
    if (saidSlow || latest.size() < WINDOW || seconds < 1 || seconds < SLOW * median()) {
      return Optional.empty();
    }
    saidSlow = true;
    return Optional.of(
        "Step %d took %.1f s, the steps before %.1f s. Other programs may need the processor, or memory is short and its content is moved to the disk and back."
            .formatted(step, seconds, median()));
  }

  private double median() {
    var sorted = latest.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
