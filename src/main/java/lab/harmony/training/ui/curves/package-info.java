/// The loss and the judged points of a training, drawn and said.
@NullMarked
@NamedInterface("curves")
package lab.harmony.training.ui.curves;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
