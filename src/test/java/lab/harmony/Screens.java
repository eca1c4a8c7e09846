package lab.harmony;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.accounts.Confirmed;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.ImportedSessions;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import lab.harmony.pins.Pins;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
import lab.harmony.workspace.DataFolder;

/// Every screen of the lab with something on it, for tests that look at all of them.
record Screens(BrowserFixture lab) {

  /// A screen's name, its address, and whether it is for people who have not signed in.
  record Screen(String name, String path, boolean anonymous) {}

  List<Screen> all() {
    var screens = new ArrayList<Screen>();
    var invitation = somebodyIsInvited();
    screens.add(new Screen("sign-in", "/sign-in", true));
    screens.add(new Screen("join", "/join?token=" + invitation, true));
    screens.add(new Screen("account", "/account", false));
    screens.add(new Screen("account-mail", "/account/mail", false));
    screens.add(new Screen("people", "/people", false));
    screens.add(new Screen("not-found", "/no/such/screen", false));
    screens.add(new Screen("experiments", "/", false));
    screens.add(new Screen("notebook", "/experiments/baseline", false));
    screens.add(new Screen("history", "/experiments/baseline/history", false));
    screens.add(new Screen("reviews", "/review", false));
    screens.add(new Screen("review", "/experiments/baseline/review", false));
    screens.add(new Screen("scores", "/experiments/baseline/scores", false));
    screens.add(new Screen("blind-sessions", "/blind", false));
    screens.add(new Screen("blind-plan", "/blind/new", false));
    var open = blindSession("Faces of the baseline", BlindForm.CHECKLIST, false);
    var pairs = blindSession("Which face fits better", BlindForm.PAIRS, false);
    var closed = blindSession("Faces that are told", BlindForm.PAIRS, true);
    screens.add(new Screen("blind-checklist", "/blind/rate/" + open, false));
    screens.add(new Screen("blind-pairs", "/blind/rate/" + pairs, false));
    screens.add(
        new Screen(
            "blind-points",
            "/blind/rate/" + blindSession("Points of faces", BlindForm.POINTS, false),
            false));
    screens.add(
        new Screen(
            "blind-order",
            "/blind/rate/" + blindSession("The best of four", BlindForm.ORDER, false),
            false));
    screens.add(new Screen("guest", "/guest?token=" + guestLink(open), true));
    screens.add(new Screen("guest-refused", "/guest", true));
    screens.add(new Screen("blind-open", "/blind/session/" + open, false));
    screens.add(new Screen("blind-closed", "/blind/session/" + closed, false));
    screens.add(new Screen("blind-passport", "/blind/passport/" + closed, false));
    screens.add(new Screen("blind-verify", "/blind/verify", false));
    screens.add(new Screen("blind-imports", "/blind/imported", false));
    screens.add(new Screen("blind-imported", "/blind/imported/" + imported(closed), false));
    screens.add(new Screen("grids", "/grids", false));
    screens.add(new Screen("compare", "/compare?arm=lora-v2&arm=baseline&pairs=1", false));
    screens.add(new Screen("grid", "/experiments/baseline/grid", false));
    screens.add(new Screen("large-view", "/experiments/baseline/grid?cell=stoic~happy~7", false));
    screens.add(new Screen("reports", "/reports", false));
    screens.add(new Screen("activity", "/activity", false));
    screens.add(new Screen("runs", "/runs", false));
    lab.bean(RunQueue.class).of("baseline").stream()
        .findFirst()
        .map(run -> run.id().value())
        .ifPresent(run -> {
          aFaceIsPinned(new ImageId(new RunId(run), 0));
          screens.add(new Screen("pins", "/pins", false));
          screens.add(new Screen("run", "/runs/" + run, false));
          somethingIsSaid(new Topic.Picture(run, 2), "the left eye");
          screens.add(new Screen("picture-threads", "/runs/%s?talk=2".formatted(run), false));
        });
    var thread = somethingIsSaid(new Topic.WholeExperiment("baseline"), "the whole of it");
    screens.add(new Screen("notebook-threads", "/experiments/baseline?talk", false));
    screens.add(new Screen("inbox", "/inbox", false));
    screens.add(new Screen("inbox-thread", "/inbox/" + thread, false));
    screens.add(new Screen("models", "/models", false));
    lab.bean(ModelCatalogue.class).list().stream()
        .findFirst()
        .ifPresent(model -> screens.add(new Screen("model", "/models/" + model.name(), false)));
    DrawnTraining.write(lab.bean(DataFolder.class));
    screens.add(new Screen("trainings", "/trainings", false));
    screens.add(new Screen("training", "/trainings/" + DrawnTraining.NAME, false));
    screens.add(new Screen("work", "/work", false));
    screens.add(new Screen("audit", "/audit", false));
    screens.add(new Screen("backups", "/backups", false));
    return screens;
  }

  /// What the lab wrote of a closed session, brought in as if it came from elsewhere, once for all.
  private SessionId imported(SessionId closed) {
    var grace = Actor.of(lab.bean(People.class).meant("Grace Hopper").getFirst());
    var sessions = lab.bean(ImportedSessions.class);
    return sessions.list(grace).stream()
        .findFirst()
        .orElseGet(() ->
            sessions.bring(
                "Rated elsewhere", lab.bean(BlindReading.class).rows(closed, grace), grace))
        .id();
  }

  private void aFaceIsPinned(ImageId face) {
    var pins = lab.bean(Pins.class);
    pins.pin(face, pins.usual(face), new Actor(lab.bean(People.class).localId()));
  }

  /// A link for the guest of a session.
  private String guestLink(SessionId session) {
    var grace = Actor.of(lab.bean(People.class).meant("Grace Hopper").getFirst());
    var guest =
        lab.bean(BlindSessions.class).find(session, grace).orElseThrow().raters().stream()
            .filter(BlindSession.Rater::guest)
            .findFirst()
            .orElseThrow();
    return lab.bean(BlindGuests.class).link(session, guest.person().id(), grace);
  }

  /// A session that Grace makes and the owner and a guest rate in, once for all tests; one that is
  /// told has some answers.
  private SessionId blindSession(String title, BlindForm form, boolean told) {
    var people = lab.bean(People.class);
    var sessions = lab.bean(BlindSessions.class);
    var grace = Actor.of(people.meant("Grace Hopper").getFirst());
    var ada = new Actor(people.localId());
    var known =
        sessions.list(sessions.heads(grace), grace).stream()
            .filter(it -> it.title().equals(title))
            .findFirst();
    if (known.isPresent()) {
      return known.get().id();
    }
    var arms =
        List.of(
            new BlindArm("baseline", "doodle-base"),
            new BlindArm("base-models", "doodle-anime"),
            new BlindArm("lora-v1", "doodle-base + lora-v1"),
            new BlindArm("lora-v2", "doodle-base + lora-v2"));
    var session =
        sessions.start(
            new BlindSetup(
                title,
                form,
                arms.subList(0, form.pictures()),
                List.of(people.localId()),
                List.of("Zoe"),
                1,
                10),
            grace);
    if (told) {
      var rating = lab.bean(BlindRating.class);
      rating
          .task(session.id(), ada)
          .orElseThrow()
          .places()
          .forEach(place ->
              rating.say(
                  session.id(),
                  new Said(
                      place.position(),
                      "answer-%d".formatted(place.position()),
                      "",
                      false,
                      BlindAnswer.ofPair(BlindAnswer.Choice.values()[place.position() % 4], false),
                      Duration.ofSeconds(3)),
                  ada));
      sessions.close(session.id(), grace);
    }
    return session.id();
  }

  /// Something that Grace says to the owner, once for all tests.
  ///
  /// @return the thread
  private long somethingIsSaid(Topic topic, String about) {
    var people = lab.bean(People.class);
    var said =
        lab.bean(Threads.class)
            .open(
                topic,
                "@%s, look at **%s**: do mouth and brows agree?"
                    .formatted(people.get(people.localId()).name(), about),
                "screens " + about,
                Actor.of(people.meant("Grace Hopper").getFirst()));
    return switch (said) {
      case Posting.Posted posted -> posted.thread();
      case Posting.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  /// Somebody with a password, who makes the fields for it appear, and a link for somebody else.
  private String somebodyIsInvited() {
    var people = lab.bean(People.class);
    if (people.meant("Grace Hopper").isEmpty()) {
      var grace = people.add("Grace Hopper", Role.RESEARCHER);
      var passwords = lab.bean(Passwords.class);
      passwords.set(grace.id(), passwords.digest("wobbly teapots sing", grace.name()));
    }
    return lab.bean(Invitations.class)
        .invite(
            "Emmy Noether",
            Role.REVIEWER,
            Duration.ofDays(7),
            new Actor(people.localId()),
            Confirmed.session(people.localId()));
  }
}
