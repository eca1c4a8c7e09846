/// What happened in the lab and what of it is new to somebody: runs and trainings that ended, faces
/// that were scored, comments, reports. Features tell what happened to what they keep; nothing of
/// it is kept twice.
@NullMarked
@ApplicationModule(
    allowedDependencies = {"people", "accounts", "accounts :: *", "design", "design :: *"})
package lab.harmony.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
