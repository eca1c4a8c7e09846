/// What cells come to, as the page of a notebook shows it: pictures, grids, figures, tables, prose,
/// and the runs of before.
@NullMarked
package lab.harmony.notebooks.ui.results;

import org.jspecify.annotations.NullMarked;
