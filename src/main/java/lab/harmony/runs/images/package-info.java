/// The pictures of runs: which of them an experiment stands on, in what they differ, and where a
/// browser finds them.
@NullMarked
@NamedInterface("images")
package lab.harmony.runs.images;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
