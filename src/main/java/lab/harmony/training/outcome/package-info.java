/// What became of trainings: proposed by rules, confirmed or changed by people, and written with
/// all records as one dataset.
@NullMarked
@NamedInterface("outcome")
package lab.harmony.training.outcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
