/// The work on a run: the handler of its jobs, what its engine is asked for, and how each picture
/// becomes complete, once.
@NullMarked
@NamedInterface("work")
package lab.harmony.runs.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
