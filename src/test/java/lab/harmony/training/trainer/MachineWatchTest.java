package lab.harmony.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MachineWatchTest {

  private static MachineWatch watch(long memory, long disk) {
    var machine =
        new Machine() {
          @Override
          public OptionalLong usedMemory() {
            return OptionalLong.empty();
          }

          @Override
          public OptionalLong freeMemory() {
            return OptionalLong.of(memory);
          }

          @Override
          public long freeDisk(Path folder) {
            return disk;
          }
        };
    return new MachineWatch(machine, Path.of("trainings/x"), 10L << 20);
  }

  @Test
  void aDiskWithoutRoomForTheNextCheckpointIsNoticedBeforeItIsFull() {
    assertThat(watch(1L << 40, 30L << 20).fullDisk()).isEmpty();
    assertThat(watch(1L << 40, 15L << 20).fullDisk().orElseThrow())
        .contains("15 MB left")
        .contains("11 MB")
        .contains("free some room");
  }

  @Test
  void littleMemoryIsSaidOnceWithWhatToDo() {
    var watch = watch(100L << 20, 1L << 40);
    assertThat(watch.see(7, 0.1).orElseThrow())
        .contains("Step 7")
        .contains("0.10 GiB")
        .contains("gradient_checkpointing");
    assertThat(watch.see(8, 0.1)).isEmpty();
    assertThat(watch(1L << 40, 1L << 40).see(7, 0.1)).isEmpty();
  }

  @Test
  void aStepManyTimesSlowerThanThoseBeforeIsSaid() {
    var watch = watch(1L << 40, 1L << 40);
    for (int step = 1; step <= 20; step++) {
      assertThat(watch.see(step, 2)).isEmpty();
    }
    assertThat(watch.see(21, 9)).isEmpty();
    assertThat(watch.see(22, 11).orElseThrow()).contains("Step 22 took 11.0 s").contains("2.0 s");
  }

  @Test
  void thisMachineAnswers() {
    assertThat(Machine.here().freeDisk(Path.of("."))).isPositive();
    if (System.getProperty("os.name").equals("Linux")) {
      assertThat(Machine.here().usedMemory().orElseThrow()).isGreaterThan(1 << 20);
      assertThat(Machine.here().freeMemory()).isPresent();
    }
  }
}
