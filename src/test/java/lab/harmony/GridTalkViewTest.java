package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.VirtualChildrenList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Role;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Topic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What is said beside grids: about a picture, and about the place where it stands.
@Tag("unit")
class GridTalkViewTest extends TalkLab {

  private static final String SOFT_HAPPY = "archetype=soft&emotion=happy&cfg=7";

  @Autowired RunQueue runs;
  @Autowired ExperimentKeeping keeping;

  private Element grid() {
    return elements("harmony-image-grid").getFirst();
  }

  private void look(int index) {
    tell(grid(), "lightbox-at", "{\"index\": %d}".formatted(index));
  }

  /// What stands beside the large view.
  private Element beside() {
    var found = new ArrayList<Element>();
    grid()
        .getNode()
        .getFeature(VirtualChildrenList.class)
        .forEachChild(node -> found.add(Element.get(node)));
    return found.getFirst();
  }

  private void awaitBeside(String... words) {
    awaitThat(
        () -> Stream.of(words).allMatch(one -> text(beside()).contains(one)), () -> text(beside()));
  }

  private String talked() {
    return elements("harmony-image-grid").stream()
        .map(grid -> grid.getPropertyRaw("talked"))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }

  @Test
  void aPlaceAndThePictureInItAreTalkedAboutApartAndBothAreMarked() {
    var ben = add("Ben of grids", Role.RESEARCHER);
    say(new Topic.PlaceInGrid("drawn", SOFT_HAPPY), "All of these frown. <img src=x>", ben);
    open("experiments/drawn/grid?rows=emotion&columns=cfg&third=archetype");
    awaitThat(() -> talked().length() > 2, this::shown);
    var marked = Integer.parseInt(talked().replaceAll("[\\[\\]]", "").split(",")[0]);
    look(marked);
    awaitBeside(
        "This picture", "This place in the grid: soft, happy, CFG 7", "All of these frown.");
    assertThat(text(beside())).doesNotContain("<img");
    var form =
        within(beside())
            .filter(part -> part.getTag().equals("harmony-comment"))
            .filter(part -> part.getProperty("label", "").equals("Start a thread"))
            .findFirst()
            .orElseThrow();
    send(form, "This one does not.");
    awaitBeside("This one does not.");
    var picture =
        runs.of("drawn").stream()
            .flatMap(run -> runs.images(run).stream())
            .filter(image ->
                image.prompt().archetype().equals("soft")
                    && image.prompt().emotion().equals("happy")
                    && image.prompt().cfgScale() == 7)
            .toList();
    assertThat(picture)
        .anySatisfy(image ->
            assertThat(on(new Topic.Picture(image.id().run().value(), image.id().index())))
                .hasSize(1));
    assertThat(on(new Topic.PlaceInGrid("drawn", SOFT_HAPPY))).hasSize(1);
  }

  @Test
  void whoComesFromTheInboxSeesThePlaceOpen() {
    var ben = add("Ben who asks", Role.RESEARCHER);
    var place = "archetype=energetic&emotion=sad&cfg=7";
    say(new Topic.PlaceInGrid("drawn", place), "@Ada, why?", ben);
    var entry =
        inbox.list(by("Ada"), Inbox.Which.UNREAD, 50).entries().stream()
            .filter(one -> one.place().title().contains("energetic, sad, CFG 7"))
            .findFirst()
            .orElseThrow();
    open(entry.place().path());
    awaitShown("Grid of drawn");
    awaitThat(() -> elements("harmony-image-grid").size() == 1, this::shown);
  }

  @Test
  void onlyWhoMayLookAtGridsLooksAndWrites() {
    var topic = new Topic.PlaceInGrid("drawn", "archetype=soft&emotion=angry");
    say(topic, "Said", by("Ada"));
    for (var role : List.of(Role.OWNER, Role.RESEARCHER)) {
      var one = add("Grid " + role.word(), role);
      assertThat(threads.on(topic, one)).isPresent();
      say(topic, "Too", one);
    }
    var reviewer = add("Grid reviewer", Role.REVIEWER);
    assertThat(threads.on(topic, reviewer)).isEmpty();
    assertThat(threads.open(topic, "No", UUID.randomUUID().toString(), reviewer))
        .isInstanceOf(Posting.Refused.class);
    var reader = add("Grid reader", Role.READER);
    assertThat(threads.on(topic, reader)).isEmpty();
    assertThatThrownBy(() -> say(topic, "No", reader)).isInstanceOf(NotAllowed.class);
  }

  @Test
  void aPlaceThatIsNoneCannotBeTalkedAboutAndThatOfADeletedExperimentIsFound() {
    assertThat(
            threads.open(
                new Topic.PlaceInGrid("drawn", "row 3, column 4"),
                "No",
                UUID.randomUUID().toString(),
                by("Ada")))
        .isInstanceOf(Posting.Refused.class);
    var slug = experiment("With a grid");
    var said = say(new Topic.PlaceInGrid(slug, SOFT_HAPPY), "Gone soon", by("Ada"));
    keeping.delete(new ExperimentSlug(slug), by("Ada"));
    assertThat(inbox.list(by("Ada"), Inbox.Which.ALL, 1000).entries())
        .anyMatch(entry -> entry.thread() == said.thread() && entry.gone());
    open("inbox/" + said.thread());
    awaitShown("Gone: ", "soft, happy, CFG 7", "Gone soon");
  }
}
