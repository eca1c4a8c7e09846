/// What trainings leave in their folders, written and read in one place, how far each is, and what
/// one that runs can be asked.
@NullMarked
@NamedInterface("records")
package lab.harmony.training.records;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
