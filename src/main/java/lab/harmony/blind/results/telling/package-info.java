/// A session told in sections, tables and sentences.
@NullMarked
@NamedInterface("telling")
package lab.harmony.blind.results.telling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
