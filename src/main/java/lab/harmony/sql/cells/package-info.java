/// SQL cells: a question to the lab's data and to the workspace's files, and its answer as a table.
@NullMarked
package lab.harmony.sql.cells;

import org.jspecify.annotations.NullMarked;
