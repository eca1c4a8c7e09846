/// The process in which the code of cells runs: JShell, what it is asked and what it tells.
@NullMarked
package lab.harmony.kernel.child;

import org.jspecify.annotations.NullMarked;
