package lab.harmony.diffusion.weights;

import java.lang.foreign.MemorySegment;

/// Opens any bytes as a safetensors file and reads what it says it holds.
public final class SafetensorsTarget {

  private SafetensorsTarget() {}

  public static void read(byte[] input) {
    try {
      var opened = SafetensorsFile.header(MemorySegment.ofArray(input));
      for (var tensor : opened.contents().tensors().values()) {
        var values = opened.data().asSlice(tensor.begin(), tensor.end() - tensor.begin());
        long count = values.byteSize() / tensor.type().bytes();
        for (long i = 0; tensor.type().isReal() && i < count; i++) {
          tensor.type().read(values, i);
        }
      }
    } catch (WeightsException refused) {
      // It says why; anything else is a fault.
    }
  }
}
