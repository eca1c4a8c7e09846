/// The epochs of a training: their faces, what was marked and said of them, and whether one is
/// better.
@NullMarked
@NamedInterface("epochs")
package lab.harmony.training.ui.epochs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
