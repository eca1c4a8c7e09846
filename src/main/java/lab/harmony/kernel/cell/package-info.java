/// What the code of a cell may call beside the JDK and Tablesaw.
@NullMarked
package lab.harmony.kernel.cell;

import org.jspecify.annotations.NullMarked;
