/// Whether this machine computes what networks need, measured against stored values.
@NullMarked
package lab.harmony.diffusion.check;

import org.jspecify.annotations.NullMarked;
