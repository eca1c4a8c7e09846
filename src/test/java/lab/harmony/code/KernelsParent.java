package lab.harmony.code;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// A program of its own with a kernel that somebody has and a spare one; it tells their processes.
final class KernelsParent {

  private KernelsParent() {}

  public static void main(String[] arguments) throws InterruptedException {
    Locale.setDefault(Locale.ROOT);
    var lab = new KernelsFixture(Path.of(arguments[0]), 2);
    var kernel = lab.kernels.of(lab.owner("baseline"));
    lab.run(kernel, "var kept = 1;");
    System.out.println("kernel " + kernel.pid());
    var spare = Optional.<Kernel>empty();
    while (spare.isEmpty()) {
      spare = lab.kernels.spare();
      Thread.onSpinWait();
    }
    System.out.println("kernel " + spare.get().pid());
    Thread.sleep(Long.MAX_VALUE);
  }
}
