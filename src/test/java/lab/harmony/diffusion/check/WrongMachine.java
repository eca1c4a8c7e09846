package lab.harmony.diffusion.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lab.harmony.diffusion.tensor.Convolutions;

/// Machines whose gradients of small convolutions are wrong.
public final class WrongMachine {

  static final Processor PROCESSOR = new Processor("a processor", List.of("avx2"));

  private WrongMachine() {}

  public static EngineSelfCheck everywhere(Path folder) {
    return new EngineSelfCheck(
        folder, PROCESSOR, (operation, _, _, sums) -> isSmall(operation) ? halved(sums) : sums);
  }

  /// With padded channels it is right.
  public static EngineSelfCheck withoutTheWayAround(Path folder) {
    return new EngineSelfCheck(
        folder,
        PROCESSOR,
        (operation, convolutions, _, sums) ->
            convolutions == Convolutions.PLAIN && isSmall(operation) ? halved(sums) : sums);
  }

  private static boolean isSmall(String operation) {
    return operation.equals("conv2d 3x3, 4 channels out");
  }

  private static double[] halved(double[] sums) {
    return Arrays.stream(sums).map(x -> x / 2).toArray();
  }
}
