/// What keeps a kernel from the rest of the machine: it gives up files, sockets and other processes
/// for good before the first line of a cell runs. Linux alone has what it needs.
@NullMarked
package lab.harmony.kernel.sandbox;

import org.jspecify.annotations.NullMarked;
