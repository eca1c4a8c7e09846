/// What tells one notebook from another, cell by cell and word by word, and how changes of two
/// people come together.
@NullMarked
@NamedInterface("differences")
package lab.harmony.notebooks.differences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
