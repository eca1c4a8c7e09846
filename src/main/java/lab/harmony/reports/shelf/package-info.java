/// The published reports as files: their names, what each says of itself, and an index of all that
/// follows the folder.
@NullMarked
@NamedInterface("shelf")
package lab.harmony.reports.shelf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
