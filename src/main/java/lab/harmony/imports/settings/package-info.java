/// What is known of how a picture was made, and the numbers and names of it, checked.
@NullMarked
package lab.harmony.imports.settings;

import org.jspecify.annotations.NullMarked;
