/// What later features add to the page of an experiment.
@NullMarked
@NamedInterface("spi")
package lab.harmony.notebooks.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
