/// Pictures as screens show them: tiles, grids, the large view, two compared, and the marks of
/// verdicts.
@NullMarked
@NamedInterface("pictures")
package lab.harmony.design.pictures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
