package lab.harmony.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lab.harmony.BrowserParts;
import lab.harmony.HarmonyLab;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.DataFolder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// A team that scores the same faces at the same time; `bench/team/run` starts it.
///
/// Arguments: how many people at once, one number for each round.
final class TeamBenchmark {
  private static final String REVIEW = "/experiments/baseline/review";
  private static final Duration PACE = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ConfigurableApplicationContext application;
  private final URI address;
  private final List<RunImage> faces;
  private int people;

  private TeamBenchmark(Path root) throws IOException {
    for (var folder : List.of("experiments", "prompts", "reports")) {
      BrowserParts.copy(Path.of(folder), root.resolve("workspace").resolve(folder));
    }
    application =
        SpringApplication.run(
            HarmonyLab.class,
            "--server.port=0",
            "--harmony.person=Ada",
            "--harmony.worker.enabled=false",
            "--harmony.data=" + root.resolve("data"),
            "--harmony.workspace=" + root.resolve("workspace"),
            "--logging.threshold.console=warn");
    var server = ((WebServerApplicationContext) application).getWebServer();
    address = URI.create("http://127.0.0.1:%d".formatted(server.getPort()));
    var runs = application.getBean(RunQueue.class);
    faces = runs.of("baseline").stream().map(Run::id).findFirst().map(runs::images).orElseThrow();
  }

  public static void main(String[] arguments) {
    try {
      var root = Files.createTempDirectory("harmony-team");
      var benchmark = new TeamBenchmark(root);
      System.out.println(
          "| people | answers | median / 95 % / longest | the lab worked | memory per page | after"
              + " the pages were closed |");
      for (var count : arguments) {
        benchmark.round(Integer.parseInt(count));
      }
      benchmark.application.close();
      FileSystemUtils.deleteRecursively(root);
      System.exit(0);
    } catch (IOException | InterruptedException | RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private record Seat(RemotePerson person, RemotePage page) {}

  private void round(int count) throws InterruptedException {
    var empty = used();
    var seats = new ArrayList<Seat>();
    for (var one = 0; one < count; one++) {
      seats.add(seat());
    }
    var open = used();
    var worked = worked();
    var times = score(seats);
    var share = (worked() - worked) / 1e9 / LONG.toSeconds();
    for (var seat : seats) {
      seat.page().close();
      seat.person().close();
    }
    seats.clear();
    var closed = used();
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %d | %d | %.0f / %.0f / %.0f ms | %.2f of a processor | %.0f kB | %+.1f MB |",
            count,
            times.size(),
            times.get(times.size() / 2),
            times.get(times.size() * 95 / 100),
            times.getLast(),
            share,
            (open - empty) / 1e3 / count,
            (closed - empty) / 1e6));
  }

  private Seat seat() {
    var name = "Reviewer %d".formatted(people++);
    var links = new SignInLinks(application.getBean(DataFolder.class), Clock.systemUTC(), name);
    var person = new RemotePerson(address, links.issue(address));
    return new Seat(person, person.open(REVIEW, _ -> {}));
  }

  /// Everybody says something about a face each three seconds, not all at the same moment.
  ///
  /// @return the milliseconds from saying it to being told that it is kept, in order
  private List<Double> score(List<Seat> seats) throws InterruptedException {
    var times = new ConcurrentLinkedQueue<Double>();
    var problems = new ConcurrentLinkedQueue<RuntimeException>();
    try (var at = Executors.newScheduledThreadPool(seats.size(), Thread.ofVirtual().factory())) {
      for (var place = 0; place < seats.size(); place++) {
        var page = seats.get(place).page();
        var next = new int[1];
        at.scheduleAtFixedRate(
            () -> {
              try {
                times.add(say(page, faces.get(next[0]++ % faces.size())));
              } catch (RuntimeException problem) {
                problems.add(problem);
              }
            },
            PACE.toMillis() * place / seats.size(),
            PACE.toMillis(),
            TimeUnit.MILLISECONDS);
      }
      Thread.sleep(LONG);
    }
    for (var problem : problems) {
      throw problem;
    }
    return times.stream().sorted().toList();
  }

  private static double say(RemotePage page, RunImage face) {
    var id = face.id().toString();
    var start = System.nanoTime();
    var answer =
        page.tell(
            "harmony-review",
            "face-scored",
            Map.of(
                "id", id,
                "eyesMouth", true,
                "browsTension", false,
                "holistic", true,
                "intendedConflict", false,
                "note", ""));
    if (!answer.contains("confirmed")) {
      throw new IllegalStateException("the lab did not say that it kept the score: " + answer);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /// Bytes of the heap that are in use once what nobody holds is gone.
  private static long used() {
    var runtime = Runtime.getRuntime();
    for (var time = 0; time < 3; time++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long worked() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
