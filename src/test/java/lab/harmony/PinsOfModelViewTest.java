package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.pins.Pin;
import lab.harmony.pins.Pins;
import lab.harmony.pins.PinsChanged;
import lab.harmony.pins.models.Drawer;
import lab.harmony.pins.models.ModelPins;
import lab.harmony.pins.models.PinDrawings;
import lab.harmony.recipe.FileUse;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Pins on the pages of models and adapters, and in the list of experiments.
@Tag("unit")
class PinsOfModelViewTest extends FullLab {

  private static final String QUEUE = "Queue a run of 1 pinned face";
  private static final RunId RUN = new RunId(DRAWN.run());

  @Autowired Pins pins;
  @Autowired ModelPins models;
  @Autowired PinDrawings drawings;
  @Autowired ModelCatalogue catalogue;
  @Autowired Scores scores;
  @Autowired RunQueue runs;
  @Autowired JdbcClient database;
  @Autowired ApplicationEventPublisher events;

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

  /// As if a face had been pinned that nothing here has drawn.
  private Pin pinnedElsewhere(int index) {
    var pin = pinned(index);
    database
        .sql("update pin set seed = 4242 where id = :id")
        .param("id", pin.id().value())
        .update();
    events.publishEvent(new PinsChanged(pin.id()));
    return pins.find(pin.id()).orElseThrow();
  }

  private List<Run> drawn() {
    return runs.of(DRAWN.slug()).stream().filter(run -> !run.id().equals(RUN)).toList();
  }

  @Test
  void theModelSaysWhichPinsItHoldsAndHasThoseDrawnThatItHasNotDrawn() {
    open("models/doodle-base");
    awaitShown("Stable Diffusion 1.x");
    assertThat(shown()).doesNotContain("All pins");
    var pin = pinnedElsewhere(21);
    awaitShown("The pin is not drawn with it yet.", QUEUE);
    press(QUEUE);
    awaitThat(() -> drawn().stream().anyMatch(this::isOpen), () -> "runs: " + drawn());
    awaitShown("1 of them is in a run that is not over.");
    assertThat(shown()).doesNotContain(QUEUE);
    var run = drawn().stream().filter(this::isOpen).findFirst().orElseThrow();
    assertThat(run.spec().cellId()).as("no experiment counts its faces").isEmpty();
    assertThat(run.spec().recipe().model().sha256()).startsWith("2aa9b49eaf");
    assertThat(run.spec().prompts()).containsExactly(pin.place().prompt());
    var model = models.find("doodle-base").orElseThrow();
    assertThat(drawings.draw(model, ada))
        .as("who asks at the same time has nothing drawn twice")
        .isInstanceOf(PinDrawings.Drawn.Nothing.class);
    assertThat(drawn().stream().filter(this::isOpen)).hasSize(1);
    runs.cancel(run.id(), ada, "");
    awaitShown(QUEUE);
  }

  @Test
  void anAdapterIsDrawnWithTheModelThatIsSaidAndAPictureOfWeightsThatAreGoneIsNot() {
    pinnedElsewhere(22);
    var name = catalogue.adapters().getFirst().name().value();
    var adapter = (Drawer.OfAdapter) models.find(name).orElseThrow();
    var none = drawings.missing(models.standing(adapter));
    assertThat(none.runs()).isEmpty();
    assertThat(none.besides())
        .contains("The model doodle-base that drew its picture is not here, or has changed");
    var base = catalogue.find(new ModelName("doodle-base")).orElseThrow();
    var asked =
        new Drawer.OfAdapter(
            adapter.name(),
            adapter.sha256(),
            Optional.of(new FileUse("doodle-base", base.sha256())),
            OptionalDouble.of(0.6));
    var drawing = drawings.missing(models.standing(asked));
    assertThat(drawing.leftOut()).isEmpty();
    var spec = drawing.runs().getFirst();
    assertThat(spec.prompts().getFirst().prompt()).endsWith(" <lora:%s:0.6>".formatted(name));
    assertThat(spec.recipe().adapters().getFirst().sha256()).isEqualTo(adapter.sha256());
    assertThat(asked.drew(spec.recipe(spec.prompts().getFirst()))).isTrue();
    assertThat(adapter.drew(spec.recipe(spec.prompts().getFirst()))).isTrue();
    assertThat(
            new Drawer.OfAdapter(
                    adapter.name(),
                    adapter.sha256(),
                    Optional.of(new FileUse("doodle-base", "of other weights")),
                    OptionalDouble.empty())
                .drew(spec.recipe(spec.prompts().getFirst())))
        .as("the same name with other weights is another")
        .isFalse();
    assertThat(
            new Drawer.OfModel(new ModelName("doodle-base"), spec.recipe().model().sha256())
                .drew(spec.recipe(spec.prompts().getFirst())))
        .as("the model is not alone")
        .isFalse();
  }

  @Test
  void theModelThatDrawsWithAnAdapterIsChosenOnItsPage() {
    var pin = pinnedElsewhere(24);
    var name = catalogue.adapters().getFirst().name().value();
    open("models/" + name);
    awaitShown("The model doodle-base that drew its picture is not here, or has changed");
    assertThat(shown()).doesNotContain(QUEUE);
    var base = catalogue.find(new ModelName("doodle-base")).orElseThrow();
    drawnWith(Optional.of(new FileUse("doodle-base", base.sha256())));
    awaitShown(QUEUE + " at 0.8");
    press(QUEUE + " at 0.8");
    awaitThat(() -> drawn().stream().anyMatch(this::isOpen), () -> "runs: " + drawn());
    awaitShown("1 of them is in a run that is not over.");
    var run = drawn().stream().filter(this::isOpen).findFirst().orElseThrow();
    assertThat(run.spec().recipe().model().sha256()).isEqualTo(base.sha256());
    assertThat(run.spec().prompts().getFirst().prompt())
        .isEqualTo(pin.place().prompt().prompt() + " <lora:%s:0.8>".formatted(name));
    runs.cancel(run.id(), ada, "");
    awaitShown(QUEUE);
    drawnWith(Optional.empty());
    awaitShown("The model doodle-base that drew its picture is not here, or has changed");
  }

  private boolean isOpen(Run run) {
    return !run.state().isOver();
  }

  @SuppressWarnings("unchecked")
  private void drawnWith(Optional<FileUse> model) {
    find(Select.class)
        .withCondition(select -> "Drawn with".equals(select.getLabel()))
        .single()
        .setValue(model);
  }

  @Test
  void theListOfExperimentsMarksThoseWhoseRunsBreakAPin() {
    var pin = pinned(23);
    database
        .sql(
            "update pin set pinned_at = timestamp with time zone '2026-11-01 00:00:00+00' where id = :id")
        .param("id", pin.id().value())
        .update();
    open("?q=" + DRAWN.slug());
    awaitShown(DRAWN.slug());
    var face = runs.image(pin.picture()).orElseThrow();
    scores.record(face, Mark.of(new Checklist(true, false, true), false, ""), ada);
    try {
      events.publishEvent(new RunChanged(RUN));
      awaitShown("breaks 1 pin");
    } finally {
      scores.undo(face, ada);
    }
    awaitThat(() -> !shown().contains("breaks 1 pin"), this::shown);
  }
}
