package lab.harmony.review.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.design.ElementCalls;
import lab.harmony.design.live.LiveParts;
import lab.harmony.review.ReviewQueue;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.review.marks.SentMark;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.images.ImageLinks;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The faces in the browser: it reacts to keys at once and says what was decided; the server keeps
/// it and confirms.
@Tag("harmony-review")
@JsModule("context://lab/harmony-review.nocache.js")
final class FaceReview extends Component {

  /// Keeps what a person says about a face.
  interface Keeper {

    /// @return why it could not be kept; empty when it is
    Optional<String> keep(ImageId face, Mark mark);

    /// @return why it could not be taken back; empty when it is
    Optional<String> undo(ImageId face);
  }

  /// Which face the browser takes the last word back about, or does something with.
  record TakenBack(String id) {}

  FaceReview(ReviewQueue queue, Keeper keeper, Runnable finished) {
    getElement().getClassList().add("review__faces");
    getElement().setPropertyJson("faces", faces(queue));
    getElement()
        .addEventListener(
            "face-scored",
            event -> {
              var said = event.getEventDetail(SentMark.class);
              answer(said.id(), keeper.keep(ImageId.parse(said.id()), said.mark()));
            })
        .addEventDetail();
    getElement()
        .addEventListener(
            "face-undone",
            event -> {
              var id = event.getEventDetail(TakenBack.class).id();
              answer(id, keeper.undo(ImageId.parse(id)));
            })
        .addEventDetail();
    getElement().addEventListener("review-finished", _ -> finished.run());
  }

  /// Offers something to do with the face that is shown.
  ///
  /// @param act answers, away from the session, what came of it
  FaceReview offering(String key, String label, Function<ImageId, String> act) {
    getElement()
        .setPropertyJson(
            "act", JsonNodeFactory.instance.objectNode().put("key", key).put("label", label));
    getElement()
        .addEventListener(
            "face-act",
            event -> {
              var id = event.getEventDetail(TakenBack.class).id();
              var face = ImageId.parse(id);
              LiveParts.answer(
                  UI.getCurrent(),
                  () -> done(act, face),
                  words -> ElementCalls.call(getElement(), "acted", id, words));
            })
        .addEventDetail();
    return this;
  }

  private static String done(Function<ImageId, String> act, ImageId face) {
    try {
      return act.apply(face);
    } catch (DataAccessException problem) {
      return "It could not be done, because the database did not answer.";
    }
  }

  private void answer(String id, Optional<String> problem) {
    problem.ifPresentOrElse(
        reason -> ElementCalls.call(getElement(), "refused", id, reason),
        () -> ElementCalls.call(getElement(), "confirmed", id));
  }

  private static ArrayNode faces(ReviewQueue queue) {
    var faces = JsonNodeFactory.instance.arrayNode();
    for (var image : queue.faces()) {
      var face = faces.addObject();
      face.put("id", image.id().toString());
      face.put("image", ImageLinks.full(image.id()));
      face.put("thumbnail", ImageLinks.thumbnail(image.id(), 128));
      face.put("archetype", image.prompt().archetype());
      face.put("emotion", image.prompt().emotion());
      Optional.ofNullable(queue.own().get(image.id()))
          .map(Score::mark)
          .ifPresent(mark -> put(face.putObject("mark"), mark));
    }
    return faces;
  }

  private static void put(ObjectNode json, Mark mark) {
    var checklist = mark.checklist().orElse(new Checklist(false, false, false));
    json.put("eyesMouth", checklist.eyesMouthAgree());
    json.put("browsTension", checklist.browsTensionAgree());
    json.put("holistic", checklist.holisticCoherence());
    json.put("intendedConflict", mark.intendedConflict());
    json.put("note", mark.note());
  }
}
