package lab.harmony.diffusion.sampling.methods;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.Schedule;
import lab.harmony.diffusion.sampling.schedules.Spacing;

/// A way from noise to a clean latent: which noise levels to visit, and how to go from one to the
/// next. A sampler holds no state; what a step needs of the steps before is handed from one to the
/// next.
public sealed interface Sampler
    permits Ddim,
        Pndm,
        LinearMultistep,
        Euler,
        EulerAncestral,
        Heun,
        DpmSolver,
        DpmSolverSde,
        DpmSolverSdeMultistep,
        UniPc,
        LatentConsistency,
        Scheduled,
        Spaced {

  Sampler DDIM = new Ddim();
  Sampler EULER = new Euler();
  Sampler EULER_TRAILING = new Spaced(EULER, Spacing.TRAILING);
  Sampler EULER_ANCESTRAL = new EulerAncestral();
  Sampler DPMPP_2M = new DpmSolver();
  Sampler DPMPP_2M_KARRAS = new Scheduled(DPMPP_2M, Schedule.KARRAS);
  Sampler HEUN = new Heun();
  Sampler DPMPP_SDE = new DpmSolverSde();
  Sampler DPMPP_2M_SDE = new DpmSolverSdeMultistep();
  Sampler LCM = new LatentConsistency();
  Sampler UNIPC = new UniPc();
  Sampler LMS = new LinearMultistep();
  Sampler PLMS = new Pndm();

  /// All of them, in the order in which to offer them.
  List<Sampler> ALL =
      List.of(
          DPMPP_2M_KARRAS,
          DPMPP_2M,
          EULER,
          EULER_TRAILING,
          EULER_ANCESTRAL,
          HEUN,
          DPMPP_2M_SDE,
          DPMPP_SDE,
          UNIPC,
          LMS,
          DDIM,
          PLMS,
          LCM);

  /// The name people know it by, for example `DPM++ 2M Karras`.
  String displayName();

  /// The levels to visit in this many steps.
  Descent descent(NoiseSchedule schedule, int steps);

  /// Makes one step.
  Progress step(Denoiser model, Progress now, Step step);

  /// The sampler of this name, upper or lower case, and behind it the schedule or the spacing, if
  /// another than the model's own: `Euler a`, `euler_ancestral`, `dpmpp_2m_karras`, `LMS
  /// exponential`, `UniPC SGM uniform`, `Heun trailing`.
  static Sampler byName(String name) {
    var wanted = plain(name);
    for (var sampler : ALL) {
      if (plain(sampler.displayName()).equals(wanted)) {
        return sampler;
      }
    }
    for (var schedule : Schedule.values()) {
      var ending = " " + plain(schedule.displayName());
      if (wanted.endsWith(ending)) {
        return new Scheduled(
            byName(wanted.substring(0, wanted.length() - ending.length())), schedule);
      }
    }
    for (var spacing : Spacing.values()) {
      var ending = " " + spacing.word();
      if (wanted.endsWith(ending)) {
        return new Spaced(byName(wanted.substring(0, wanted.length() - ending.length())), spacing);
      }
    }
    throw new IllegalArgumentException(
        "there is no sampler \"%s\"; there are %s, and schedules and spacings to put behind a name: %s, %s"
            .formatted(
                name,
                ALL.stream().map(Sampler::displayName).collect(Collectors.joining(", ")),
                Arrays.stream(Schedule.values())
                    .map(Schedule::displayName)
                    .collect(Collectors.joining(", ")),
                Arrays.stream(Spacing.values())
                    .map(Spacing::word)
                    .collect(Collectors.joining(", "))));
  }

  private static String plain(String name) {
    return name.strip()
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ')
        .replace('-', ' ')
        .replace("dpmpp", "dpm++")
        .replaceFirst("^euler ancestral$", "euler a")
        .replaceFirst("^pndm$", "plms");
  }
}
