/// Executes notebooks, and tells where their cells stand.
@NullMarked
@NamedInterface("execution")
package lab.harmony.notebooks.execution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
