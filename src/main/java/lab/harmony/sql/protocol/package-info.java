/// What the lab and the process that answers queries say to each other, a line of JSON each.
@NullMarked
package lab.harmony.sql.protocol;

import org.jspecify.annotations.NullMarked;
