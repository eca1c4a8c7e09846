/// Datasets that specs ask for and that the lab draws: jobs in the one line of all work.
@NullMarked
@NamedInterface("drawing")
package lab.harmony.training.drawing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
