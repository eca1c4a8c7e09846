/// What is said of a face: the items of the checklist, verdicts of people and of the machine, and
/// whose they are.
@NullMarked
@NamedInterface("marks")
package lab.harmony.review.marks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
