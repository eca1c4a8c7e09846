package lab.harmony.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lab.harmony.workspace.DataFolder;

/// Writes entries into the trail of a data folder from several threads, and says each that was
/// answered.
///
/// Arguments: the data folder, its own name, threads, entries of each thread.
final class AuditingProgram {

  private AuditingProgram() {}

  public static void main(String[] arguments) {
    var trail = AuditTrail.of(new DataFolder(Path.of(arguments[0])), Clock.systemUTC());
    int entries = Integer.parseInt(arguments[3]);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, Integer.parseInt(arguments[2]))
          .forEach(thread ->
              threads.submit(() -> {
                for (int number = 0; number < entries; number++) {
                  write(trail, "%s-%d-%d".formatted(arguments[1], thread, number));
                }
              }));
    }
  }

  private static void write(AuditTrail trail, String name) {
    var event =
        AuditEvent.of(
            AuditKind.SCORES_EXPORTED, AuditActor.named("Ada"), AuditSubject.experiment(name));
    try {
      trail.record(event);
      System.out.println("answered " + name);
    } catch (NotRecorded e) {
      System.out.println("refused " + name + ": " + e.getMessage());
    }
  }
}
