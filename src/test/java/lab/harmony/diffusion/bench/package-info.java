/// The benchmark behind `bench/engine/run`.
@NullMarked
package lab.harmony.diffusion.bench;

import org.jspecify.annotations.NullMarked;
