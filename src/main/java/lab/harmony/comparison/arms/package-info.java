/// The arms of a comparison: where their pictures are, how each was drawn, and in what arms differ.
@NullMarked
@NamedInterface("arms")
package lab.harmony.comparison.arms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
