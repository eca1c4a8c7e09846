/// Words that people put to pictures, to find them again.
@NullMarked
@NamedInterface("tags")
package lab.harmony.review.tags;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
