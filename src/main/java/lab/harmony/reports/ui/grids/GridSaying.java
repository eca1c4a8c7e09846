package lab.harmony.reports.ui.grids;

import com.vaadin.flow.dom.Element;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.ElementCalls;
import lab.harmony.design.pictures.ImageGrid;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.grid.Grid;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.SentMark;
import lab.harmony.review.tags.PictureTag;
import lab.harmony.review.tags.PictureTags;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.images.Seals;
import lab.harmony.runs.store.RunQueue;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What people say of pictures from a grid: scores in their own name, and tags. The services ask
/// their rights; what somebody rates blind is not to be scored here.
@Component
class GridSaying {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Scores scores;
  private final PictureTags tags;
  private final RunQueue runs;
  private final Rights rights;
  private final Seals seals;
  private final CurrentPerson person;

  GridSaying(
      Scores scores,
      PictureTags tags,
      RunQueue runs,
      Rights rights,
      Seals seals,
      CurrentPerson person) {
    this.scores = scores;
    this.tags = tags;
    this.runs = runs;
    this.rights = rights;
    this.seals = seals;
    this.person = person;
  }

  /// What the browser wants to say something about: the picture of this number.
  record Asked(int index, String about) {}

  /// The picture of which the browser takes the last score back.
  record TakenBack(String id) {}

  /// A tag that the browser puts on a picture, or takes off.
  record Tagged(String id, String tag, boolean put) {}

  /// Lets whoever looks at a grid say something of its pictures.
  ///
  /// @param laid the grid as it is shown
  void on(ImageGrid shown, Supplier<Grid> laid) {
    var element = shown.getElement();
    var may = JSON.arrayNode();
    if (rights.may(person.actor(), Right.REVIEW)) {
      may.add("score");
    }
    if (rights.may(person.actor(), Right.TAG)) {
      may.add("tags");
    }
    element.setPropertyJson("says", may);
    element
        .addEventListener(
            "grid-ask", event -> ask(element, laid.get(), event.getEventDetail(Asked.class)))
        .addEventDetail();
    element
        .addEventListener(
            "say-score",
            event -> {
              var said = event.getEventDetail(SentMark.class);
              answer(element, score(laid.get(), said));
            })
        .addEventDetail();
    element
        .addEventListener(
            "say-undo",
            event -> answer(element, undo(laid.get(), event.getEventDetail(TakenBack.class).id())))
        .addEventDetail();
    element
        .addEventListener(
            "say-tag",
            event -> {
              var said = event.getEventDetail(Tagged.class);
              answer(element, tag(laid.get(), said), tags.of(ImageId.parse(said.id())));
            })
        .addEventDetail();
  }

  private void ask(Element element, Grid grid, Asked asked) {
    if (asked.index() < 0 || asked.index() >= grid.size()) {
      return;
    }
    var picture = grid.placed().get(asked.index()).picture();
    var image = runs.image(picture.id());
    if (image.isEmpty()) {
      return;
    }
    var json =
        JSON.objectNode()
            .put("about", asked.about().equals("tags") ? "tags" : "score")
            .put("id", picture.id().toString())
            .put("label", grid.placeOf(picture).describe())
            .put("thumbnail", ImageLinks.thumbnails(picture.id()));
    scores.mark(image.get(), person.actor().person()).ifPresent(mark -> put(json, mark));
    add(json.putArray("tags"), tags.of(picture.id()));
    add(json.putArray("known"), grid.tags());
    ElementCalls.call(element, "say", json);
  }

  private static void put(ObjectNode json, Mark mark) {
    var list = mark.checklist().orElse(new Checklist(false, false, false));
    json.putObject("mark")
        .put("eyesMouth", list.eyesMouthAgree())
        .put("browsTension", list.browsTensionAgree())
        .put("holistic", list.holisticCoherence())
        .put("intendedConflict", mark.intendedConflict())
        .put("note", mark.note());
  }

  private static void add(ArrayNode array, Collection<PictureTag> some) {
    some.forEach(tag -> array.add(tag.word()));
  }

  private static void answer(Element element, Optional<String> problem) {
    ElementCalls.call(element, "said", problem.orElse(""), JSON.nullNode());
  }

  private static void answer(
      Element element, Optional<String> problem, Collection<PictureTag> now) {
    var all = JSON.arrayNode();
    add(all, now);
    ElementCalls.call(element, "said", problem.orElse(""), all);
  }

  private Optional<String> score(Grid grid, SentMark said) {
    return of(
        grid,
        said.id(),
        image -> {
          if (seals.of(person.actor()).holds(image)) {
            return Optional.of(
                "You rate this face in a blind session; score it there, or here once that is closed.");
          }
          scores.record(image, said.mark(), person.actor());
          return Optional.empty();
        });
  }

  private Optional<String> undo(Grid grid, String id) {
    return of(
        grid,
        id,
        image ->
            scores.undo(image, person.actor())
                ? Optional.empty()
                : Optional.of("You say nothing of this face that could be taken back."));
  }

  private Optional<String> tag(Grid grid, Tagged said) {
    return of(
        grid,
        said.id(),
        image -> {
          var tag = PictureTag.of(said.tag());
          if (said.put()
              ? tags.put(image, tag, person.actor())
              : tags.take(image, tag, person.actor())) {
            return Optional.empty();
          }
          return said.put() ? Optional.of("It has that tag.") : Optional.empty();
        });
  }

  private interface Deed {
    Optional<String> to(RunImage image);
  }

  /// @return why it could not be done, in words for whoever wanted it
  private Optional<String> of(Grid grid, String id, Deed deed) {
    try {
      var image = runs.image(ImageId.parse(id)).filter(one -> grid.indexOf(one.id()) >= 0);
      return image.isEmpty()
          ? Optional.of("This face is not in the grid any more; close this and look again.")
          : deed.to(image.get());
    } catch (NotAllowed | IllegalArgumentException problem) {
      return Optional.of(String.valueOf(problem.getMessage()));
    } catch (DataAccessException problem) {
      return Optional.of(
          "It could not be kept, because the database did not answer. Try it again.");
    }
  }
}
