/// The screens of LoRA trainings.
@NullMarked
@NamedInterface("ui")
package lab.harmony.training.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
