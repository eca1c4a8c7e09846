/// The cell of a notebook that tells what a blind session came to.
@NullMarked
package lab.harmony.blind.cells;

import org.jspecify.annotations.NullMarked;
