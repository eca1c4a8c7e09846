/// How far a share, a comparison or the agreement of judges can be trusted: one short class per
/// method, each with its formula and its source; `docs/statistics.md` has them side by side.
///
/// What does not exist is an [Answer] with a [Reason]; no method gives NaN or an infinite value.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package lab.harmony.stats;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
