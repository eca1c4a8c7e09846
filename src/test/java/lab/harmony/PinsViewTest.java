package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.json.Json;
import lab.harmony.notices.Occurrence;
import lab.harmony.notices.OccurrenceKind;
import lab.harmony.notices.OccurrenceSource;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import lab.harmony.pins.LeastPoints;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinFinding;
import lab.harmony.pins.PinJudge;
import lab.harmony.pins.PinWish;
import lab.harmony.pins.Pins;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.ui.FaceAct;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.PartReading;
import lab.harmony.runs.PartsReading;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Faces that must not break, on the screens.
@Tag("unit")
class PinsViewTest extends FullLab {

  private static final PinJudge.Machine READER = new PinJudge.Machine("reader", "abc");
  private static final RunId RUN = new RunId(DRAWN.run());
  private static final Checklist TWO = new Checklist(true, false, true);

  @Autowired Pins pins;
  @Autowired PinChecks checks;
  @Autowired Scores scores;
  @Autowired RunQueue runs;
  @Autowired DataFolder data;
  @Autowired People people;
  @Autowired JdbcClient database;
  @Autowired ApplicationEventPublisher events;
  @Autowired ObjectProvider<OccurrenceSource> occurrences;
  @Autowired ObjectProvider<FaceAct> acts;

  private Actor ada;

  @BeforeEach
  @AfterEach
  void nothingIsPinned() {
    ada = by("Ada");
    pins.pinned().forEach(pin -> pins.unpin(pin.id(), ada));
  }

  private Pin pinned(int index) {
    return pins.pin(new ImageId(RUN, index), pins.unseen(), ada);
  }

  @Test
  void theRunSaysWhichPinItBrokeAsSoonAsSomebodyScoresIt() {
    open("runs/" + RUN);
    awaitShown("Pictures");
    assertThat(shown()).doesNotContain("All pins");
    var pin = pinned(3);
    awaitShown(
        "Pins",
        "Breaks none of 1 pin: 1 not judged yet.",
        "not judged: nobody has scored it yet",
        pin.demand());
    var face = runs.image(pin.picture()).orElseThrow();
    scores.record(face, Mark.of(TWO, false, ""), ada);
    awaitShown(
        "Breaks 1 of 1 pin: %s.".formatted(pin.title()),
        "broke, 2 of 3: not brows ↔ tension",
        "Side by side");
    press("Side by side");
    scores.undo(face, ada);
    awaitShown("not judged: nobody has scored it yet");
  }

  @Test
  void aKeyPinsThePictureThatIsLargeAndTakesThePinAway() {
    open("runs/" + RUN);
    awaitShown("Pictures");
    var large = elements("harmony-lightbox").getFirst();
    tell(large, "lightbox-act", "{\"index\": 0}");
    awaitThat(() -> pins.pinned().size() == 1, () -> "pins: " + pins.pinned());
    var pin = pins.pinned().getFirst();
    assertThat(pin.picture()).isEqualTo(new ImageId(RUN, 0));
    assertThat(pin.wish().judge()).isInstanceOf(PinJudge.Machine.class);
    tell(large, "lightbox-act", "{\"index\": 0}");
    awaitThat(() -> pins.pinned().isEmpty(), () -> "pins: " + pins.pinned());
    tell(large, "lightbox-act", "{\"index\": 4000}");
  }

  @Test
  void theKeyTakesAwayAPlainPinOfOnesOwnAloneAndBringsTheSameOneBack() {
    var image = new ImageId(RUN, 10);
    open("runs/" + RUN);
    awaitShown("Pictures");
    var large = elements("harmony-lightbox").getFirst();
    press(large, image);
    awaitThat(() -> pins.pinned().size() == 1, () -> "pins: " + pins.pinned());
    var pin = pins.pinned().getFirst();
    press(large, image);
    awaitThat(() -> pins.pinned().isEmpty(), () -> "pins: " + pins.pinned());
    press(large, image);
    awaitThat(() -> pins.pinned().size() == 1, () -> "pins: " + pins.pinned());
    assertThat(pins.pinned()).extracting(Pin::id).containsExactly(pin.id());
    pins.change(pin.id(), pin.wish().withReason("our cover"), ada);
    press(large, image);
    awaitSaid("Pinned already: %s, by Ada. The page of pins".formatted(pin.demand()));
    assertThat(pins.pinned()).extracting(Pin::id).containsExactly(pin.id());
    pins.unpin(pin.id(), ada);
    var grace = new Actor(people.add("Grace " + UUID.randomUUID(), Role.RESEARCHER).id());
    var others = pins.pin(image, pins.usual(image), grace);
    press(large, image);
    awaitSaid(", by Grace ");
    assertThat(pins.pinned()).extracting(Pin::id).containsExactly(others.id());
  }

  private static void press(Element large, ImageId image) {
    tell(large, "lightbox-act", "{\"index\": %d}".formatted(image.index()));
  }

  /// What the server told the large view.
  private void awaitSaid(String words) {
    var said = new StringBuilder();
    awaitThat(
        () -> {
          UI.getCurrent()
              .getInternals()
              .dumpPendingJavaScriptInvocations()
              .forEach(call -> said.append(call.getInvocation().getParameters()));
          return said.indexOf(words) >= 0;
        },
        said::toString);
  }

  @Test
  void aKeyPinsTheTileOfAGridAndTheNoticeTakesItBack() {
    open("experiments/drawn/grid");
    awaitThat(() -> !elements("harmony-image-grid").isEmpty(), this::shown);
    tell(elements("harmony-image-grid").getFirst(), "tile-act", "{\"index\": 0}");
    awaitThat(() -> pins.pinned().size() == 1, () -> "pins: " + pins.pinned());
    awaitThat(() -> notice().contains("Pinned: "), this::notice);
    var told = Json.MAPPER.readTree(notice());
    tell(
        notices().orElseThrow(),
        "notice-undo",
        "{\"id\": %d}".formatted(told.get(told.size() - 1).path("id").asInt()));
    assertThat(pins.pinned()).isEmpty();
  }

  private static Optional<Element> notices() {
    var frame = UI.getCurrent().getInternals().getActiveRouterTargetsChain().getLast();
    return within(frame.getElement())
        .filter(element -> element.getTag().equals("harmony-notices"))
        .findFirst();
  }

  private String notice() {
    return notices().map(it -> String.valueOf(it.getPropertyRaw("notices"))).orElse("");
  }

  @Test
  void aKeyPinsTheFaceThatIsReviewedWithoutSayingWhatOthersSaidOfIt() {
    open("experiments/drawn/review");
    var review = elements("harmony-review").getFirst();
    assertThat(String.valueOf(review.getPropertyRaw("act"))).contains("\"p\"");
    tell(review, "face-act", "{\"id\": \"%s/1\"}".formatted(RUN));
    awaitThat(() -> pins.pinned().size() == 1, () -> "pins: " + pins.pinned());
    assertThat(pins.pinned())
        .singleElement()
        .satisfies(pin -> {
          assertThat(pin.wish().judge()).isEqualTo(new PinJudge.People());
          assertThat(pin.wish().least()).isEqualTo(LeastPoints.HARMONIOUS);
        });
    var reviewer = new Actor(people.add("Only reviews", Role.REVIEWER).id());
    as(
        reviewer,
        () -> {
          open("experiments/drawn/review");
          assertThat(elements("harmony-review").getFirst().getPropertyRaw("act")).isNull();
        });
  }

  @Test
  void whoReviewsIsToldTheSameWhateverWasPinnedThere() {
    var act = acts.stream().findFirst().orElseThrow();
    var first = act.act(new ImageId(RUN, 11), ada);
    var pin = pins.pinned().getFirst();
    pins.change(pin.id(), pin.wish().withLeast(new LeastPoints(1)), ada);
    assertThat(act.act(new ImageId(RUN, 11), ada)).isEqualTo(first).doesNotContain("of 3");
  }

  @Test
  void theJudgeIsChosenInTheDialog() {
    var pin = pinned(12);
    open("pins");
    awaitShown(pin.title(), "All runs are held against it, and no training");
    press("Change");
    awaitShown("people the machine judge doodle-parts harmonious (3 of 3)");
    choose(pins.byMachine(pin.picture()).judge());
    press("Pin it as well");
    awaitThat(() -> pins.pinned().size() == 2, () -> "pins: " + pins.pinned());
    awaitShown("All runs and trainings are held against it.");
    assertThat(pins.pinned().getLast().concernsTrainings()).isTrue();
  }

  @Test
  void anExperimentThatIsNotThereIsRefusedInTheDialog() {
    var pin = pinned(13);
    open("pins");
    awaitShown(pin.title());
    press("Change");
    awaitShown("people the machine judge doodle-parts harmonious (3 of 3)");
    find(TextField.class).all().stream()
        .filter(field -> "Only runs of the experiment".equals(field.getLabel()))
        .findFirst()
        .orElseThrow()
        .setValue("drwan");
    press("Change it");
    awaitShown("No experiment with pictures is called \"drwan\"; there are:");
    assertThat(pins.pinned()).extracting(Pin::wish).containsExactly(pin.wish());
  }

  @SuppressWarnings("unchecked") // of judges is the first group of the dialog
  private void choose(PinJudge judge) {
    ((RadioButtonGroup<PinJudge>) find(RadioButtonGroup.class).all().getFirst()).setValue(judge);
  }

  @Test
  void theListChangesTakesAwayAndBringsBack() {
    open("pins");
    awaitShown("Nothing is pinned", "A pin guards a face that must not break", "press P");
    var pin = pinned(5);
    awaitShown(
        pin.title(),
        "Must stay harmonious (3 of 3) by people.",
        "Nothing is known that drew it since.");
    press("Change");
    awaitShown("people the machine judge doodle-parts harmonious (3 of 3)");
    press("Leave it");
    pins.change(
        pin.id(), pin.wish().withLeast(new LeastPoints(2)).withReason("Our <b>cover</b>"), ada);
    awaitShown("Must stay at least 2 of 3 by people.", "Our <b>cover</b>");
    press("Unpin");
    awaitShown("Nothing is pinned", "Taken away (");
    pins.pinAgain(pin.id(), ada);
    awaitShown("Must stay at least 2 of 3 by people.");
    open("pins?q=nothing-like-it");
    awaitThat(() -> !shown().contains("Our <b>cover</b>"), this::shown);
  }

  @Test
  void whatIsGoneIsSaid() {
    var usual = pins.unseen();
    var pin =
        pins.pin(
            new ImageId(RUN, 6),
            new PinWish(
                Optional.of("was-deleted"), usual.judge(), usual.least(), Optional.empty(), ""),
            ada);
    database
        .sql("update pin set image_index = 4000 where id = :id")
        .param("id", pin.id().value())
        .update();
    open("pins");
    awaitShown(
        "The picture is gone.",
        "Runs of was-deleted are held against it, an experiment that is gone.");
  }

  @Test
  void whatIsDrawnAndJudgedIsHeldAgainstThePinsAndABreakIsTold() {
    var pin = pinned(7);
    database
        .sql(
            "update pin set pinned_at = timestamp with time zone '2026-11-01 00:00:00+00' where id = :id")
        .param("id", pin.id().value())
        .update();
    events.publishEvent(new RunChanged(RUN));
    awaitThat(() -> states(pin).equals(List.of("not-judged")), () -> "found: " + states(pin));
    var face = runs.image(pin.picture()).orElseThrow();
    scores.record(face, Mark.of(TWO, false, ""), ada);
    awaitThat(
        () -> states(pin).equals(List.of("broke", "not-judged")), () -> "found: " + states(pin));
    assertThat(told())
        .filteredOn(one -> one.title().startsWith("Pin %s broke".formatted(pin.id())))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.title())
              .isEqualTo("Pin %s broke: %s in %s".formatted(pin.id(), pin.title(), RUN));
          assertThat(one.path()).isEqualTo("runs/" + RUN);
        });
    open("pins");
    awaitShown("Since then: broke in 1 run", "broke, 2 of 3: not brows ↔ tension");
    pins.change(pin.id(), pin.wish().withLeast(new LeastPoints(2)), ada);
    awaitThat(() -> states(pin).getFirst().equals("held"), () -> "found: " + states(pin));
    pins.change(pin.id(), pin.wish(), ada);
    awaitThat(() -> states(pin).getFirst().equals("broke"), () -> "found: " + states(pin));
    assertThat(told().stream().filter(one -> one.title().startsWith("Pin %s ".formatted(pin.id()))))
        .as("it broke because it was changed")
        .hasSize(1);
    scores.undo(face, ada);
  }

  private List<Occurrence> told() {
    return occurrences.stream()
        .flatMap(one -> one.since(Instant.EPOCH).stream())
        .filter(one -> one.kind() == OccurrenceKind.PIN_BROKE)
        .toList();
  }

  private List<String> states(Pin pin) {
    return checks.history(pin.id(), "run", RUN.value()).stream().map(PinFinding::state).toList();
  }

  @Test
  void epochsThatBreakAPinStandBelowThoseThatBreakNone() throws IOException {
    var pin =
        pins.pin(
            new ImageId(RUN, 8),
            new PinWish(Optional.empty(), READER, LeastPoints.HARMONIOUS, Optional.empty(), ""),
            ada);
    pinned(8);
    var folder = data.trainings().resolve("with-pins");
    DrawnTraining.write(data, "with-pins", 4);
    Files.writeString(
        folder.resolve("evaluations.jsonl"),
        Stream.of(
                evaluation(pin, 1, 10, pin.place().emotion()),
                evaluation(pin, 2, 40, "nothing"),
                drewNone(3, 44))
            .map(one -> Json.MAPPER.writeValueAsString(one) + "\n")
            .collect(Collectors.joining()));
    open("trainings/with-pins");
    awaitShown(
        "Epochs by pins and success rate",
        "Epochs that hold more pins stand above others, whatever their success rate.",
        "In 1 of 3 epochs not all pins were drawn",
        "holds 1 of 1",
        "breaks 1 of 1",
        "none of 1 drawn",
        "epoch 2 of with-pins",
        "broke, 0 of 3: not eyes ↔ mouth, not brows ↔ tension, not holistic (eyes other, mouth nothing, brows nothing)");
    assertThat(shown().indexOf("holds 1 of 1"))
        .isLessThan(shown().indexOf("breaks 1 of 1"))
        .isLessThan(shown().indexOf("none of 1 drawn"));
    pins.unpin(pin.id(), ada);
    awaitThat(() -> !shown().contains("breaks 1 of 1"), this::shown);
  }

  private static Evaluation drewNone(int epoch, int points) {
    return new Evaluation(
        epoch,
        20L * epoch,
        OptionalDouble.of(0.1),
        new Evaluation.Reached(points, 48),
        List.of(),
        Optional.empty(),
        List.of(
            new Evaluation.Face(
                "samples/epoch-%02d/other.png".formatted(epoch),
                "soft",
                "happy",
                7,
                3,
                Optional.of(
                    new Evaluation.Drawn(
                        "a happy face", "", 7, "", Instant.now(), reading("happy", "happy"))))),
        Optional.empty());
  }

  private static PartsReading reading(String eyes, String others) {
    return new PartsReading(
        READER.name(),
        READER.sha256(),
        new PartReading(eyes, 1),
        new PartReading(others, 1),
        new PartReading(others, 1));
  }

  private static Evaluation evaluation(Pin pin, int epoch, int points, String read) {
    var place = pin.place();
    var other = read.equals(place.emotion()) ? read : "other";
    var reading = reading(other, read);
    var face =
        new Evaluation.Face(
            "samples/epoch-%02d/pin-1.png".formatted(epoch),
            place.archetype(),
            place.emotion(),
            place.cfgScale(),
            MachineVerdict.of(reading, place.emotion()).points(),
            Optional.of(
                new Evaluation.Drawn(
                    place.words().prompt() + " <lora:with-pins:1>",
                    place.words().negativePrompt(),
                    place.seed(),
                    "",
                    Instant.now(),
                    reading)));
    return new Evaluation(
        epoch,
        20L * epoch,
        OptionalDouble.of(0.1),
        new Evaluation.Reached(points, 48),
        List.of(),
        Optional.empty(),
        List.of(face),
        Optional.empty());
  }
}
