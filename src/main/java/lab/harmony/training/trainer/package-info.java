/// Trains one LoRA: one sitting after the other, its fixed prompts drawn and judged, the machine
/// watched.
@NullMarked
@NamedInterface("trainer")
package lab.harmony.training.trainer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
