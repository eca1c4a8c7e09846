package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.harmony.bench.RemotePage;
import lab.harmony.bench.RemotePerson;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What a rater of an open session could learn while a model of it draws.
@Tag("process")
class BlindRunningLeaksTest extends BlindLeaksLab {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Autowired RunQueue runs;
  @Autowired ModelCatalogue models;

  @Test
  void whatRunsNowIsToldToNobodyWhoRates() {
    var heard = Collections.synchronizedMap(new TreeMap<String, List<String>>());
    var paths = List.of("/", "/blind", "/blind/rate/" + session().id(), "/work", "/review");
    try (var ada = signedIn(people.local())) {
      var open = new ArrayList<RemotePage>();
      try {
        watch(ada, paths, heard, open);
      } finally {
        open.forEach(RemotePage::close);
      }
    }
    heard.forEach((path, said) -> {
      var all = String.join("\n", List.copyOf(said));
      tellsNothing("what came to " + path, all);
      assertThat(all).as(path).doesNotContain("first-drawn", "second-drawn", "Running now");
    });
  }

  private void watch(
      RemotePerson ada,
      List<String> paths,
      Map<String, List<String>> heard,
      List<RemotePage> open) {
    var led = Collections.synchronizedList(new ArrayList<String>());
    open.add(ada.begin("/", led::add));
    for (var path : paths) {
      var said = Collections.synchronizedList(new ArrayList<String>());
      heard.put(path, said);
      var page = rater().begin(path, said::add);
      open.add(page);
      tellsNothing(path, page.first());
    }
    var first = submitted("first-drawn", 7);
    var second = submitted("second-drawn", 8);
    told(led, "first-drawn");
    // Pages that are opened while one draws and the other waits.
    for (var path : paths) {
      tellsNothing(path + " while it runs", shown(path));
    }
    for (var run : List.of(first, second)) {
      await().atMost(PATIENCE).until(() -> runs.find(run).orElseThrow().state().isOver());
      assertThat(runs.image(new ImageId(run, 0))).isPresent();
      assertThat(rater().ask("GET", "/images/%s/0.png".formatted(run)).statusCode())
          .as("what the model of an arm drew since")
          .isEqualTo(404);
    }
  }

  private static void told(List<String> led, String word) {
    await().atMost(PATIENCE).until(() -> String.join("\n", List.copyOf(led)).contains(word));
  }

  private RunId submitted(String experiment, long seed) {
    var base = models.find(new ModelName("doodle-base")).orElseThrow();
    var spec =
        new GenerateSpec(
            experiment,
            "",
            Recipe.usual(new FileUse("doodle-base", base.sha256()), "Euler", 4, 128, 128),
            "",
            "",
            List.of(new MatrixPrompt("soft", "happy", 7.0, seed, "soft anime girl, happy", "")),
            "test");
    var answer = runs.submit(spec, Actor.of(people.local()));
    assertThat(answer).isInstanceOf(Submission.Accepted.class);
    return ((Submission.Accepted) answer).id();
  }
}
