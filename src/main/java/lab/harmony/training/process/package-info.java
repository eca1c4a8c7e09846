/// The process that trains, what it is asked and what it says in lines, on both sides.
@NullMarked
@NamedInterface("process")
package lab.harmony.training.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
