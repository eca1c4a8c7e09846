/// The tables that queries read: what the lab has of scores, pictures, runs and trainings, and the
/// files of the workspace that a query names.
@NullMarked
package lab.harmony.sql.tables;

import org.jspecify.annotations.NullMarked;
