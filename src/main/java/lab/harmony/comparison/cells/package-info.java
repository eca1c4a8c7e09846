/// The cell of a notebook that says whether arms are really better than one of them.
@NullMarked
package lab.harmony.comparison.cells;

import org.jspecify.annotations.NullMarked;
