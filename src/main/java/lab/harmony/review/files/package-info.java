/// Scores as files: read from those of strangers, previewed, and written.
@NullMarked
@NamedInterface("files")
package lab.harmony.review.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
