/// The noise levels that a network was trained on, what it predicts at them, and which of them a
/// sampler visits.
@NullMarked
package lab.harmony.diffusion.sampling.schedules;

import org.jspecify.annotations.NullMarked;
