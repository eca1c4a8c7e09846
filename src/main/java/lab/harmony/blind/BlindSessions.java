package lab.harmony.blind;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.frozen.GoldLook;
import lab.harmony.blind.frozen.PictureNames;
import lab.harmony.blind.session.ArmDrawn;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindChanged;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.Guest;
import lab.harmony.blind.session.SessionId;
import lab.harmony.comparison.PlacedArm;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmPictures;
import lab.harmony.design.Percents;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ExperimentFaces;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.stats.planning.AssignmentPlan;
import lab.harmony.work.JobStops;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The blind sessions: planned, started with all of it sealed, closed and told. An open one tells
/// nobody which picture is whose.
@Service
public class BlindSessions {

  /// Pictures of each arm that are looked at so that gold looks like them.
  private static final int SAMPLES = 8;

  private final BlindStore store;
  private final StartedSessions starts;
  private final SessionClose close;
  private final PreparedPictures pictures;
  private final ExperimentFaces faces;
  private final RunQueue runs;
  private final ArmPictures armPictures;
  private final People people;
  private final Rights rights;
  private final JobStops stops;
  private final AuditTrail audit;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final SecureRandom random = new SecureRandom();

  BlindSessions(
      BlindStore store,
      StartedSessions starts,
      SessionClose close,
      PreparedPictures pictures,
      ExperimentFaces faces,
      RunQueue runs,
      ArmPictures armPictures,
      People people,
      Rights rights,
      JobStops stops,
      AuditTrail audit,
      Clock clock,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events) {
    this.store = store;
    this.starts = starts;
    this.close = close;
    this.pictures = pictures;
    this.faces = faces;
    this.runs = runs;
    this.armPictures = armPictures;
    this.people = people;
    this.rights = rights;
    this.stops = stops;
    this.audit = audit;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.events = events;
  }

  /// What can be compared, of each experiment that has pictures.
  public Map<BlindArm, Integer> arms(Actor by) {
    rights.require(by, Right.COMPUTE);
    var counts = new LinkedHashMap<BlindArm, Integer>();
    var experiments = faces.experiments();
    var all = faces.of(experiments);
    for (var experiment : experiments) {
      all.getOrDefault(experiment, List.of())
          .forEach(image -> counts.merge(new BlindArm(experiment, image.model()), 1, Integer::sum));
    }
    return counts;
  }

  /// An arm, and how many pictures it has.
  ///
  /// @throws BlindProblem if it is no address of one, or what it names is not there
  public ArmFound arm(String address, Actor by) {
    rights.require(by, Right.COMPUTE);
    try {
      var parsed = ArmAddress.parse(address);
      var images = armPictures.of(parsed);
      return new ArmFound(
          BlindArm.of(
              parsed,
              armPictures.words(parsed),
              images.stream().map(RunImage::model).distinct().toList()),
          images.size());
    } catch (IllegalArgumentException e) {
      throw new BlindProblem(String.valueOf(e.getMessage()));
    }
  }

  /// An arm that is there.
  public record ArmFound(BlindArm arm, int pictures) {}

  /// Who can rate in a session that this person makes: everybody who may score, but them.
  public List<Person> raters(Actor by) {
    rights.require(by, Right.COMPUTE);
    return people.all().stream()
        .filter(person -> !person.id().equals(by.person()))
        .filter(person -> rights.may(Actor.of(person), Right.REVIEW))
        .toList();
  }

  /// Whether somebody can open what tells the arms: they are marked as not blind.
  public boolean seesArms(PersonId person) {
    return rights.may(new Actor(person), Right.LOOK);
  }

  /// What a session would cost and show.
  ///
  /// @throws BlindProblem if it cannot be carried out
  public BlindPlan plan(BlindSetup setup, Actor by) {
    rights.require(by, Right.COMPUTE);
    var set = frozen(setup).set();
    return BlindPlan.of(
        setup,
        set,
        assignment(setup, set),
        (int) setup.raters().stream().filter(this::seesArms).count());
  }

  /// Starts a session: all of it is drawn, sealed and fixed.
  ///
  /// @throws BlindProblem if it cannot be carried out
  public BlindSession start(BlindSetup setup, Actor by) {
    rights.require(by, Right.COMPUTE);
    checkPeople(setup, by);
    if (setup.title().isEmpty() || setup.title().length() > BlindSetup.LONGEST_TITLE) {
      throw new BlindProblem(
          "A session needs a title of 1 to %d letters, got %d."
              .formatted(BlindSetup.LONGEST_TITLE, setup.title().length()));
    }
    var frozen = frozen(setup);
    var set = frozen.set();
    var plan = assignment(setup, set);
    var gold = gold(setup, set);
    var id = SessionId.drawn(random);
    try {
      pictures.prepare(id, set.wanted().with(gold.files().values()));
      return started(id, setup, frozen, plan, gold, by);
    } catch (RuntimeException notStarted) {
      pictures.forget(id);
      throw notStarted;
    }
  }

  private GoldDraw.Made gold(BlindSetup setup, FrozenSet set) {
    if (setup.gold() == 0) {
      return GoldDraw.Made.NONE;
    }
    var looks =
        pictures.samples(set.ofEachArm(SAMPLES), set.wanted()).stream()
            .map(picture -> GoldLook.of(List.of(picture)))
            .toList();
    return new GoldDraw(setup.form(), set.sizes().width(), set.sizes().height(), looks, random)
        .draw(setup.gold(), set.units());
  }

  private BlindSession started(
      SessionId id,
      BlindSetup setup,
      Frozen frozen,
      AssignmentPlan plan,
      GoldDraw.Made gold,
      Actor by) {
    var set = frozen.set();
    var guests = new LinkedHashMap<PersonId, String>();
    setup.guests().forEach(name -> guests.put(PersonId.random(), name));
    var seated = setup.seated(guests.keySet());
    var showings =
        new ShowingDraw(random)
            .showings(
                plan,
                seated.raters(),
                setup.form(),
                gold.units().stream().map(GoldUnit::number).toList());
    var mapping =
        SealedMapping.of(id, seated, set, gold.units(), showings, new PictureNames(random).nonce());
    var now = now();
    transaction.executeWithoutResult(_ -> {
      starts.add(
          id, seated, set, frozen.drawn(), gold, mapping, showings, guests, by.person(), now);
      audit.record(
          AuditEvent.of(AuditKind.BLIND_SESSION_STARTED, by, AuditSubject.blindSession(id.value()))
              .with("commitment", mapping.commitment().hex())
              .with("raters", setup.seats())
              .with("units", set.units().size())
              .with("gold", gold.units().size()));
      // From here on no role changes before the session is there.
      setup.raters().stream()
          .filter(this::seesArms)
          .forEach(rater -> store.seesArms(id, rater, now));
    });
    events.publishEvent(new BlindChanged(id));
    return store.find(id).orElseThrow();
  }

  private void checkPeople(BlindSetup setup, Actor by) {
    if (setup.raters().contains(by.person())) {
      throw new BlindProblem(
          "Whoever makes a session knows its arms and cannot rate in it. Leave yourself out.");
    }
    for (var guest : setup.guests()) {
      if (guest.length() > Guest.LONGEST_NAME
          || setup.guests().stream().filter(guest::equals).count() > 1) {
        throw new BlindProblem(
            "Each guest needs a name of their own of %d letters at most, got “%s”."
                .formatted(Guest.LONGEST_NAME, guest));
      }
    }
    for (var rater : setup.raters()) {
      if (!rights.may(new Actor(rater), Right.REVIEW)) {
        throw new BlindProblem(
            "%s may not score faces. Choose somebody else, or let an owner change the role."
                .formatted(people.find(rater).map(Person::name).orElse("Somebody")));
      }
    }
  }

  private Frozen frozen(BlindSetup setup) {
    if (setup.arms().stream().map(BlindArm::address).distinct().count() < setup.arms().size()) {
      throw new BlindProblem("An arm stands there twice. Choose each once.");
    }
    setup.arms().forEach(BlindSessions::requireReadable);
    for (var axis : List.of(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, ImageAxis.SEED)) {
      if (setup.arms().stream().flatMap(arm -> arm.address().on(axis).stream()).distinct().count()
          > 1) {
        throw new BlindProblem(
            "Arms that differ in %s cannot be rated blind: raters are told archetype and emotion, and another seed is another face. Choose arms that were asked for the same."
                .formatted(axis.label().toLowerCase(Locale.ROOT)));
      }
    }
    var arms = setup.arms().stream().map(this::placed).toList();
    var set = FrozenSet.of(setup.form(), arms, armPictures::content);
    if (setup.gold() < 0 || setup.gold() > BlindSetup.MOST_GOLD) {
      throw new BlindProblem(
          "From 0 to %d gold pictures can be mixed in, got %d."
              .formatted(BlindSetup.MOST_GOLD, setup.gold()));
    }
    if (setup.gold() > 0) {
      GoldDraw.requireDrawable(set.units());
    }
    return new Frozen(set, arms.stream().map(this::drawn).toList());
  }

  /// What is written down of an arm is read again in each list of sessions.
  private static void requireReadable(BlindArm arm) {
    try {
      ArmAddress.parse(arm.address().toString());
    } catch (IllegalArgumentException e) {
      throw new BlindProblem(String.valueOf(e.getMessage()));
    }
  }

  /// @param drawn where the pictures of each arm are met elsewhere
  private record Frozen(FrozenSet set, List<Set<ArmDrawn>> drawn) {}

  private PlacedArm placed(BlindArm arm) {
    try {
      return new PlacedArm(
          arm.label(), arm.address(), armPictures.placed(armPictures.of(arm.address())));
    } catch (IllegalArgumentException e) {
      throw new BlindProblem(String.valueOf(e.getMessage()));
    }
  }

  private Set<ArmDrawn> drawn(PlacedArm arm) {
    var sources =
        arm.address().sources().stream()
            .filter(source -> RunId.parse(source).flatMap(runs::find).isEmpty())
            .toList();
    var drawn = new LinkedHashSet<ArmDrawn>();
    for (var picture : arm.pictures()) {
      var image = picture.image();
      drawn.add(new ArmDrawn(image.experiment(), image.model()));
      sources.forEach(source -> drawn.add(new ArmDrawn(source, image.model())));
    }
    return drawn;
  }

  private static AssignmentPlan assignment(BlindSetup setup, FrozenSet set) {
    if (setup.seats() == 0) {
      throw new BlindProblem("A session needs a rater. Choose who rates.");
    }
    if (setup.repeatPercent() < BlindSetup.LEAST_REPEATS || setup.repeatPercent() > 100) {
      throw new BlindProblem(
          "At least %s of what somebody rates is shown twice, got %s."
              .formatted(
                  Percents.ofHundred(BlindSetup.LEAST_REPEATS),
                  Percents.ofHundred(setup.repeatPercent())));
    }
    if (setup.ratings() < 1 || setup.ratings() > setup.seats()) {
      throw new BlindProblem(
          "Each of the %s is to be rated by %d of %d raters. Choose more raters or fewer ratings."
              .formatted(setup.form().units(), setup.ratings(), setup.seats()));
    }
    var plan =
        new AssignmentPlan(
            setup.seats(),
            set.units().size(),
            setup.ratings(),
            setup.repeatPercent(),
            BlindSetup.DISTANCE);
    plan.refusal()
        .ifPresent(refusal -> {
          throw new BlindProblem(
              "Each rater needs %d %s at least, so that what comes twice comes far apart; there are %d for %d raters. Choose fewer raters, more ratings or more pictures."
                  .formatted(
                      BlindSetup.DISTANCE,
                      setup.form().units(),
                      plan.baseRatings(),
                      setup.seats()));
        });
    setup.stop().requireFits(setup.arms().size(), plan, setup.gold());
    return plan;
  }

  /// A session as a list finds it, before its line is in view.
  ///
  /// @param rates whether whoever asks is among its raters
  public record Head(SessionId id, String title, boolean rates) {}

  /// Every session, for whoever sees experiments; those in which one rates, for others. The newest
  /// first.
  public List<Head> heads(Actor who) {
    rights.require(who, Right.REVIEW);
    boolean looks = rights.may(who, Right.LOOK);
    return store.heads(who.person()).stream().filter(head -> looks || head.rates()).toList();
  }

  /// Some of these, with how far they are.
  public List<BlindSession> list(List<Head> heads, Actor who) {
    rights.require(who, Right.REVIEW);
    boolean looks = rights.may(who, Right.LOOK);
    return store.all(heads.stream().map(Head::id).toList()).stream()
        .filter(session -> looks || session.seat(who.person()).isPresent())
        .toList();
  }

  /// A session that somebody may see.
  public Optional<BlindSession> find(SessionId id, Actor who) {
    return rights.may(who, Right.LOOK) ? store.find(id) : Optional.empty();
  }

  /// Closes a session without saying why: one's own, or as an owner of the lab.
  ///
  /// @throws BlindProblem if it is closed already
  public void close(SessionId id, Actor by) {
    close(id, by, "");
  }

  /// Closes a session: nobody rates any more, and what was sealed is told.
  ///
  /// @param reason why, where it is another's; it stands with the session and in the audit trail
  /// @throws BlindProblem if it is closed already
  /// @throws lab.harmony.people.ReasonNeeded if it is another's, and they have to say why
  public void close(SessionId id, Actor by, String reason) {
    close(id, by, reason, Optional.empty());
  }

  /// The same for whoever was told before what the close will say of itself.
  ///
  /// @throws BlindProblem also if it would say something else by now: then it stays open
  public void close(SessionId id, Actor by, String reason, Optional<Ended> expected) {
    rights.require(by, Right.COMPUTE);
    var session =
        store
            .find(id)
            .orElseThrow(() -> new BlindProblem("There is no blind session %s.".formatted(id)));
    var maker = session.openedBy();
    boolean others =
        stops.ask(
            Optional.of(maker), by, reason, "close the session of %s".formatted(maker.name()));
    var why = others ? JobStops.kept(reason) : "";
    close.close(id, by, others ? maker.name() : "", why, expected);
    events.publishEvent(new BlindChanged(id));
    pictures.forget(id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
