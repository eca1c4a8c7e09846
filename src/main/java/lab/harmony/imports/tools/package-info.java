/// What each tool writes into its pictures, and the one list of the tools that are known.
@NullMarked
package lab.harmony.imports.tools;

import org.jspecify.annotations.NullMarked;
