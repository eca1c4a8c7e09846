package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.people.Actor;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Each way in which a rater of an open session could learn which arm made a picture from a page, a
/// report or what another session tells, tried over the network as a reviewer.
@Tag("process")
class BlindLeaksTest extends BlindLeaksLab {

  @Autowired BlindReading reading;

  /// The page, its DOM, alternative texts and titles, and the addresses in it.
  @Test
  void theRatingPageTellsNothing() {
    var page = shown("/blind/rate/" + session().id());
    assertThat(page).contains("harmony-blind", "/blind-pictures/");
    tellsNothing("the page", page);
    assertThat(
            Pattern.compile("\"/blind-pictures/([^\"]+)\\.png\"")
                .matcher(page.replace("\\\"", "\""))
                .results()
                .map(found -> found.group(1)))
        .hasSizeGreaterThanOrEqualTo(96)
        .allMatch(name -> name.matches("[A-Za-z0-9_-]{43}"))
        .doesNotHaveDuplicates();
    tellsNothing("its screen in the list", shown("/blind"));
  }

  @Test
  void otherPagesTellNothing() {
    for (var path :
        List.of(
            "/",
            "/review",
            "/experiments/first-one/review",
            "/experiments/second-one/review?again=yes",
            "/experiments/third-one/review",
            "/review",
            "/experiments/first-one/scores",
            "/experiments/first-one/grid",
            "/experiments/first-one",
            "/reports",
            "/inbox",
            "/inbox?show=everything",
            "/activity",
            "/account",
            "/runs",
            "/runs/" + FIRST.run(),
            "/work",
            "/grids",
            "/models",
            "/trainings",
            "/blind/session/" + session().id())) {
      // What was asked for stands in the answer: only what is told besides counts.
      var answer = shown(path);
      for (var word : TELLING) {
        if (!path.contains(word)) {
          assertThat(answer).as("%s of %s", word, path).doesNotContain(word);
        }
      }
      assertThat(answer).as(path).doesNotContain("/images/");
    }
  }

  @Test
  void thePicturesUnderTheirOwnAddressesAreClosedToRatersAndToNobodyElse() {
    for (var run : List.of(FIRST.run(), SECOND.run(), THIRD.run())) {
      for (var form : List.of("/images/%s/3.png", "/images/%s/3/64.png")) {
        assertThat(rater().ask("GET", form.formatted(run)).statusCode()).isEqualTo(404);
        assertThat(other().ask("GET", form.formatted(run)).statusCode()).isEqualTo(200);
      }
    }
  }

  /// What a browser kept of pictures that somebody scored before is not shown without asking.
  @Test
  void aBrowserAsksBeforeItShowsWhatItKept() {
    var address = "/images/%s/3.png".formatted(FIRST.run());
    var kept = other().ask("GET", address).headers();
    assertThat(kept.firstValue("cache-control").orElseThrow()).contains("no-cache");
    assertThat(kept.firstValue("etag")).isPresent();
    try (var ada = signedIn(people.local())) {
      assertThat(ada.ask("GET", address).headers().firstValue("cache-control").orElseThrow())
          .contains("immutable");
    }
  }

  @Test
  void reportsAndTheirExportsAndLinksAreClosedToRatersAndToNobodyElse() {
    var page = "/reports/%s/index.html".formatted(report);
    assertThat(rater().ask("GET", page).statusCode()).isEqualTo(404);
    assertThat(other().ask("GET", page).statusCode()).isEqualTo(200);
    assertThat(rater().ask("GET", "/shared/" + shared).statusCode()).isEqualTo(404);
    assertThat(other().ask("GET", "/shared/" + shared).statusCode()).isEqualTo(200);
    assertThat(rater().ask("GET", "/reports/%s/export/all.zip".formatted(report)).statusCode())
        .isIn(403, 404);
  }

  @Test
  void theApiTellsNothing() {
    assertThat(rater().ask("GET", "/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(rater().ask("GET", "/api/v1/verbs").statusCode()).isEqualTo(401);
  }

  @Test
  void thePaletteLeadsToNothingThatTells() {
    try (var page = rater().begin("/blind", _ -> {})) {
      for (var query : List.of("first", "third", "review")) {
        var found = page.tell("harmony-frame", "palette-query", Map.of("query", query));
        assertThat(found).as(query).doesNotContain(FIRST.run(), "doodle", "third-one", "first-one");
      }
    }
  }

  @Test
  void afterTheCloseTheAddressesLeadNowhereAndTheRestIsOpenAgain() {
    var ada = Actor.of(people.local());
    var second = people.add("Emmy", Role.REVIEWER);
    var own =
        sessions.start(
            new BlindSetup(
                "Faces",
                BlindForm.CHECKLIST,
                List.of(new BlindArm("first-one", "doodle-base")),
                List.of(second.id()),
                1,
                10),
            ada);
    var place = rating.task(own.id(), Actor.of(second)).orElseThrow().places().getFirst();
    var address = "/blind-pictures/%s.png".formatted(place.pictures().getFirst());
    try (var emmy = signedIn(second)) {
      assertThat(emmy.ask("GET", address).statusCode()).isEqualTo(200);
      assertThat(emmy.ask("GET", "/images/%s/0.png".formatted(FIRST.run())).statusCode())
          .isEqualTo(404);
      rating.say(
          own.id(),
          new Said(0, "answer-1", "", false, BlindAnswer.ofNothing(), Duration.ZERO),
          Actor.of(second));
      sessions.close(own.id(), ada);
      assertThat(emmy.ask("GET", address).statusCode()).isEqualTo(404);
      assertThat(emmy.ask("GET", "/images/%s/0.png".formatted(FIRST.run())).statusCode())
          .isEqualTo(200);
    }
  }

  /// What one session sealed is told while another is open that shows the same, or the same models.
  @Test
  void aClosedSessionTellsNothingOfAnotherThatIsStillOpen() {
    var ada = Actor.of(people.local());
    var rita = people.add("Rita", Role.REVIEWER);
    var closed = checklist("Faces alone", "first-one", rita, ada);
    sessions.close(closed.id(), ada);
    for (var experiment : List.of("first-one", "third-one")) {
      var open =
          checklist(
              "Still open " + (experiment.startsWith("first") ? "one" : "two"),
              experiment,
              rita,
              ada);
      try (var browser = signedIn(rita)) {
        for (var path : List.of("/blind/rate/", "/blind/passport/")) {
          try (var page = browser.begin(path + closed.id(), _ -> {})) {
            assertThat(page.first())
                .as(path)
                .contains("until", open.title())
                .doesNotContain("Published file", "How you rated");
            tellsNothing(path, page.first());
          }
        }
      }
      assertThatThrownBy(() -> rating.published(closed.id(), Actor.of(rita)))
          .isInstanceOf(BlindProblem.class)
          .hasMessageContaining(open.title());
      assertThatThrownBy(() -> reading.passport(closed.id(), Actor.of(rita)))
          .isInstanceOf(BlindProblem.class)
          .hasMessageContaining(open.title());
      sessions.close(open.id(), ada);
      assertThat(rating.published(closed.id(), Actor.of(rita))).isNotEmpty();
      assertThat(reading.passport(closed.id(), Actor.of(rita))).isPresent();
    }
  }

  private BlindSession checklist(String title, String experiment, Person rater, Actor by) {
    return sessions.start(
        new BlindSetup(
            title,
            BlindForm.CHECKLIST,
            List.of(new BlindArm(experiment, "doodle-base")),
            List.of(rater.id()),
            1,
            10),
        by);
  }
}
