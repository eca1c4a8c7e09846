package lab.harmony.kernel.child;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lab.harmony.json.JsonProblem;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelLines;
import lab.harmony.kernel.protocol.KernelRequest;

/// The process in which cells run. It reads requests from its standard input, tells events on its
/// standard output, and ends when its input ends, and so when the program that started it does.
public final class KernelMain {

  private KernelMain() {}

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    var requests = new FileInputStream(FileDescriptor.in);
    var events = new Telling(new FileOutputStream(FileDescriptor.out));
    System.setIn(InputStream.nullInputStream());
    var runner = new CellRunner(events);
    var cells = one("cells");
    var help = one("help");
    cells.execute(() -> {
      runner.warmUp();
      events.tell(new KernelEvent.KernelInfo(Runtime.version().toString()));
    });
    try (var lines = new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line, runner, cells, help, events);
      }
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private static void hear(
      String line, CellRunner runner, ExecutorService cells, ExecutorService help, Telling events) {
    try {
      switch (KernelLines.request(line)) {
        case KernelRequest.ExecuteRequest execute -> cells.execute(() -> runner.run(execute));
        case KernelRequest.DropRequest drop -> cells.execute(() -> runner.drop(drop));
        case KernelRequest.InterruptRequest interrupt -> runner.interrupt(interrupt.id());
        case KernelRequest.CompleteRequest complete ->
            help.execute(() -> complete(runner, complete, events));
        case KernelRequest.InspectRequest inspect ->
            help.execute(() -> inspect(runner, inspect, events));
        case KernelRequest.ShutdownRequest _ -> Runtime.getRuntime().halt(0);
      }
    } catch (JsonProblem e) {
      System.getLogger(KernelMain.class.getName())
          .log(System.Logger.Level.ERROR, "not understood: " + e.getMessage());
    }
  }

  /// What JShell cannot say is no answer, and keeps no other from being one.
  private static void complete(
      CellRunner runner, KernelRequest.CompleteRequest asked, Telling events) {
    try {
      runner.help().complete(asked);
    } catch (RuntimeException | Error _) {
      events.tell(new KernelEvent.CompleteReply(asked.id(), asked.cursor(), List.of()));
    }
  }

  private static void inspect(
      CellRunner runner, KernelRequest.InspectRequest asked, Telling events) {
    try {
      runner.help().inspect(asked);
    } catch (RuntimeException | Error _) {
      events.tell(new KernelEvent.InspectReply(asked.id(), List.of()));
    }
  }

  private static ExecutorService one(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }
}
