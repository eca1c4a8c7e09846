/// A kind of cell as somebody else would add it: everything that the lab has to know of it is here.
@NullMarked
package lab.harmony.counting;

import org.jspecify.annotations.NullMarked;
