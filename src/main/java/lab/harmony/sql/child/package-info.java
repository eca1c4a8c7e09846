/// The process that answers queries. It holds the database engine, which is no part of the lab's
/// own process: a query of somebody could break it.
@NullMarked
package lab.harmony.sql.child;

import org.jspecify.annotations.NullMarked;
