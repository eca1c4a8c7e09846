/// What a training is asked for, as its YAML file says it, and what it needs before it can begin.
@NullMarked
@NamedInterface("spec")
package lab.harmony.training.spec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
