/// Means whose faces belong together by prompts, and means of few people with many machine
/// verdicts.
@NullMarked
@NamedInterface("means")
package lab.harmony.stats.means;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
