package lab.harmony.blind.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.design.ElementCalls;
import lab.harmony.json.Json;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Checklist;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The pictures in the browser: it reacts to keys at once and says what was answered; the server
/// keeps it and confirms.
@Tag("harmony-blind")
@JsModule("context://lab/harmony-blind.nocache.js")
final class BlindSheet extends Component {

  private static final String OVER = "Nobody rates in it any more.";

  private static final String CLOSED =
      OVER + " What the pictures were stands on its page for whoever sees experiments.";

  /// What the names of answers that wait in browsers begin with.
  static final String WAITING = "harmony-blind:";

  private static final String ELSEWHERE =
      "You answered this on another device meanwhile. That answer stands.";

  /// Keeps what a person says.
  interface Keeper {

    /// @return empty if it could not be kept now
    ///
    /// @param link by whose number whoever said it had come in, 0 for none
    Optional<BlindRating.Taken> keep(Said said, int link);

    /// The number of the link by which a guest came in; 0 for people of the lab.
    default int link() {
      return 0;
    }

    /// Why nothing is taken from this rater any more; empty where it is.
    default Optional<String> out() {
      return Optional.empty();
    }

    /// What there is to rate as it stands now; empty if the session is closed.
    Optional<BlindRating.Task> now();

    /// What is told after the close; empty while the session is open.
    Optional<BlindRating.Ended> ended();

    /// Where the addresses of pictures begin.
    String pictures();

    /// Where one goes back to; empty for nowhere.
    String home();

    /// Asks a rater who has all sent whether they leave this browser for good; nothing where it is
    /// theirs anyway.
    default Optional<Runnable> leaving() {
      return Optional.empty();
    }
  }

  /// What the browser says, as text: a [Said].
  record Spoken(String json) {}

  BlindSheet(BlindRating.Task task, PersonId person, Keeper keeper) {
    this(task.form(), waiting(task.session(), person, task.adjudication()), keeper);
    getElement().setProperty("sealed", task.commitment());
    getElement().setProperty("drawn", task.adjudication());
    getElement().setPropertyJson("places", places(task, keeper));
  }

  /// After the close: answers that still wait in the browser are taken, and their number is told.
  BlindSheet(BlindRating.Ended ended, PersonId person, Keeper keeper) {
    this(ended.form(), waiting(ended.session(), person, ended.adjudication()), keeper);
    close(ended);
  }

  private BlindSheet(BlindForm form, String waiting, Keeper keeper) {
    getElement().setProperty("form", form.code());
    getElement().setProperty("home", keeper.home());
    getElement().setProperty("link", keeper.link());
    keeper
        .leaving()
        .ifPresent(asks -> {
          getElement().setProperty("leavable", true);
          getElement().addEventListener("blind-leaves", _ -> asks.run());
        });
    getElement().setProperty("keeping", waiting);
    getElement()
        .addEventListener(
            "blind-said",
            event -> take(Json.object(event.getEventDetail(Spoken.class).json()), form, keeper))
        .addEventDetail();
    getElement().addEventListener("blind-asked", event -> tell(keeper));
  }

  /// Under what name answers wait in a browser: of whoever is asked where raters disagree together
  /// with what was drawn for them, so that none of it comes to lie on other pictures where it was
  /// drawn anew, after a restore. Raters' order is sealed with the session.
  static String waiting(SessionId session, PersonId person, String adjudication) {
    return "%s%s:%s%s"
        .formatted(WAITING, session, person, adjudication.isEmpty() ? "" : ":" + adjudication);
  }

  /// What stands now, to a page that knows only what was said on it.
  private void tell(Keeper keeper) {
    keeper
        .now()
        .ifPresentOrElse(
            task -> getElement().setPropertyJson("places", places(task, keeper)),
            () -> keeper.ended().ifPresent(this::close));
    ElementCalls.call(getElement(), "told");
  }

  private void close(BlindRating.Ended ended) {
    getElement().setProperty("late", ended.late());
    getElement().setProperty("closed", ended.heldBack().isPresent() ? OVER : CLOSED);
  }

  private void take(JsonNode json, BlindForm form, Keeper keeper) {
    var said = said(json, form);
    var taken = keeper.keep(said, json.path("link").asInt(0));
    if (taken.isEmpty()) {
      ElementCalls.call(getElement(), "failed", said.sending(), keeper.out().orElse(""));
      return;
    }
    switch (taken.get()) {
      case KEPT -> ElementCalls.call(getElement(), "confirmed", said.sending(), "");
      case OVERTAKEN -> {
        ElementCalls.call(getElement(), "confirmed", said.sending(), ELSEWHERE);
        keeper
            .now()
            .ifPresent(task -> getElement().setPropertyJson("places", places(task, keeper)));
      }
      case LATE -> {
        ElementCalls.call(getElement(), "confirmed", said.sending(), "");
        keeper.ended().ifPresent(this::close);
      }
      case UNKNOWN ->
          ElementCalls.call(
              getElement(),
              "confirmed",
              said.sending(),
              "This is no answer to what was shown. Reload.");
    }
  }

  private static Said said(JsonNode json, BlindForm form) {
    boolean withdrawn = json.path("withdrawn").asBoolean(false);
    return new Said(
        json.path("position").asInt(-1),
        json.path("sending").asString(""),
        json.path("knew").asString(""),
        withdrawn,
        withdrawn ? BlindAnswer.ofNothing() : answer(json.path("answer"), form),
        Duration.ofMillis(json.path("milliseconds").asInt(0)));
  }

  private static BlindAnswer answer(JsonNode json, BlindForm form) {
    boolean intended = json.path("intendedConflict").asBoolean(false);
    if (json.path("cannotTell").asBoolean(false)) {
      return BlindAnswer.ofNothing(intended);
    }
    return switch (form) {
      case PAIRS ->
          BlindAnswer.Choice.of(json.path("choice").asString(""))
              .map(choice -> BlindAnswer.ofPair(choice, intended))
              .orElseThrow(() -> new IllegalArgumentException("no choice in " + json));
      case POINTS -> BlindAnswer.ofPoints(json.path("points").asInt(-1), intended);
      case ORDER ->
          BlindAnswer.ofOrder(
              json.path("order").valueStream().map(place -> place.asInt(-1)).toList(), intended);
      case CHECKLIST ->
          BlindAnswer.ofFace(
              new Checklist(
                  json.path("eyesMouth").asBoolean(false),
                  json.path("browsTension").asBoolean(false),
                  json.path("holistic").asBoolean(false)),
              intended);
    };
  }

  private static ArrayNode places(BlindRating.Task task, Keeper keeper) {
    var all = JsonNodeFactory.instance.arrayNode();
    for (var place : task.places()) {
      var one = all.addObject();
      one.put("position", place.position());
      one.put("archetype", place.archetype());
      one.put("emotion", place.emotion());
      var pictures = one.putArray("pictures");
      place.pictures().forEach(name -> pictures.add(keeper.pictures() + name + ".png"));
      one.put("standing", place.standing());
      place.answer().ifPresent(answer -> put(one.putObject("answer"), answer));
    }
    return all;
  }

  private static void put(ObjectNode json, BlindAnswer answer) {
    json.put("cannotTell", answer.cannotTell());
    json.put("intendedConflict", answer.intendedConflict());
    answer.choice().ifPresent(choice -> json.put("choice", choice.code()));
    answer.points().ifPresent(points -> json.put("points", points));
    answer.order().ifPresent(order -> order.forEach(json.withArray("order")::add));
    answer
        .checklist()
        .ifPresent(items -> {
          json.put("eyesMouth", items.eyesMouthAgree());
          json.put("browsTension", items.browsTensionAgree());
          json.put("holistic", items.holisticCoherence());
        });
  }
}
