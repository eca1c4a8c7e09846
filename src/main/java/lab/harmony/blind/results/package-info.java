/// What a session came to, once it is closed: rates, differences, how far raters agree, rows.
@NullMarked
@NamedInterface("results")
package lab.harmony.blind.results;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
