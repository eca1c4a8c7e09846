/// The pictures that a LoRA is trained on: where they come from, and how they become examples.
@NullMarked
@NamedInterface("data")
package lab.harmony.training.data;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
