/// A frozen report: put together from a notebook, the pictures, scores and runs behind it, as the
/// page that shows it and the data that it rests on.
@NullMarked
package lab.harmony.reports.frozen;

import org.jspecify.annotations.NullMarked;
