/// The verbs of `./lab`, over the same services as the screens.
@NullMarked
package lab.harmony.cli;

import org.jspecify.annotations.NullMarked;
