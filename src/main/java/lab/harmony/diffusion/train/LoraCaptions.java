package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/// Turns the captions of a batch into what [LoraLoss] takes of them.
@FunctionalInterface
public interface LoraCaptions {

  /// The arrays in the order in which the loss takes them: `context` and, for a UNet that is told
  /// sizes, `pooled`; or the ids and ends of tokens for each text encoder that is trained.
  ///
  /// @param owner owns the arrays
  List<NDArray> inputs(List<String> captions, NDManager owner);
}
