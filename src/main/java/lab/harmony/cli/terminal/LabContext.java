package lab.harmony.cli.terminal;

import lab.harmony.HarmonyLab;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The lab's services without its pages, on the same workspace and database.
///
/// While the lab itself runs it stays the worker of its device; this process then only asks and
/// waits.
public final class LabContext {

  private LabContext() {}

  /// Services that ask, and work off runs when nobody else does.
  public static ConfigurableApplicationContext open() {
    return open(true);
  }

  /// Services that only ask.
  public static ConfigurableApplicationContext asking() {
    return open(false);
  }

  private static ConfigurableApplicationContext open(boolean works) {
    return new SpringApplicationBuilder(HarmonyLab.class)
        .web(WebApplicationType.NONE)
        .profiles("headless")
        .logStartupInfo(false)
        .run(
            "--logging.threshold.console=warn",
            "--spring.main.keep-alive=false",
            "--harmony.worker.enabled=" + works);
  }
}
