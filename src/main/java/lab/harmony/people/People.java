package lab.harmony.people;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Everybody the lab knows: those who use it, and those whose scores, runs and trainings came from
/// elsewhere.
@Service
public class People {

  private final PeopleTable table;
  private final HarmonySettings settings;
  private final ApplicationEventPublisher events;
  private final Optional<NotedOwners> noted;
  private final TransactionTemplate within;
  private final TransactionTemplate apart;
  private volatile @Nullable PersonId local;

  @Autowired
  People(
      PeopleTable table,
      HarmonySettings settings,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events) {
    this(
        table,
        settings,
        transactions,
        events,
        settings.ownDatabase()
            ? Optional.of(NotedOwners.in(settings.data().root()))
            : Optional.empty());
  }

  /// @param noted none where the database is not the one in the data folder
  People(
      PeopleTable table,
      HarmonySettings settings,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events,
      Optional<NotedOwners> noted) {
    this.table = table;
    this.settings = settings;
    this.events = events;
    this.noted = noted;
    within = new TransactionTemplate(transactions);
    // Somebody who is known now stays known, whatever becomes of what they are named by.
    apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /// Those of the settings' data folder, for verbs that start no services.
  public static People of(HarmonySettings settings, Clock clock) {
    var source =
        new DriverManagerDataSource(
            LabDatabase.of(settings.data()).url(), LabDatabase.USER, LabDatabase.PASSWORD);
    return new People(
        new PeopleTable(JdbcClient.create(source), clock),
        settings,
        new JdbcTransactionManager(source),
        _ -> {},
        Optional.of(NotedOwners.in(settings.data().root())));
  }

  public Optional<Person> find(PersonId id) {
    return table.find(id);
  }

  /// A person whose id the lab has given.
  ///
  /// @throws IllegalArgumentException if nobody here has it
  public Person get(PersonId id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("nobody here has the id " + id));
  }

  /// Everybody, in the order in which the lab came to know them.
  public List<Person> all() {
    return table.all();
  }

  /// Whom a name alone may mean: all who are called so now, or else the first who was called so
  /// before.
  public List<Person> meant(String name) {
    var kept = Person.name(name);
    var called = table.called(kept);
    return called.isEmpty() ? table.knownAs(kept).stream().toList() : called;
  }

  /// The same without those who came with an id of another lab: somebody else may be called as they
  /// are, and nobody comes in for them.
  public List<Person> meantHere(String name) {
    return meant(name).stream().filter(one -> !table.isOfAnotherLab(one.id())).toList();
  }

  /// Whom a file means that says a name and no id: the first of those it may mean, or somebody new
  /// who cannot sign in.
  ///
  /// @throws IllegalArgumentException if nobody can be called so
  public Person named(String name) {
    var kept = Person.name(name);
    return known(
        kept,
        () -> new Person(PersonId.random(), kept, Role.REVIEWER, false),
        one -> meant(one).stream().findFirst());
  }

  /// Whom a file means that says a name and an id: the person of that id, who is somebody new where
  /// the id was given by another lab, also if others are called so.
  ///
  /// @param id empty in files of before, which say names alone
  /// @throws IllegalArgumentException if nobody can be called so
  public Person named(String name, Optional<PersonId> id) {
    return id.map(one -> find(one).orElseGet(() -> add(one, name))).orElseGet(() -> named(name));
  }

  private Person add(PersonId id, String name) {
    var person = new Person(id, Person.name(name), Role.REVIEWER, false);
    try {
      apart.executeWithoutResult(_ -> insert(person, true));
      return person;
    } catch (DuplicateKeyException addedByAnother) {
      return get(id);
    }
  }

  /// How a file says that somebody did something now.
  public Signature sign(Actor by) {
    return Signature.of(get(by.person()).named());
  }

  /// What whoever signed a file is called now; as the file says it, where the lab does not know the
  /// id.
  public String name(Signature signed) {
    return signed.id().flatMap(this::find).map(Person::name).orElse(signed.name());
  }

  /// Somebody new who may sign in, also if others are called so.
  ///
  /// @throws IllegalArgumentException if nobody can be called so
  public Person add(String name, Role role) {
    return add(new Person(PersonId.random(), Person.name(name), role, true));
  }

  private Person add(Person person) {
    within.executeWithoutResult(_ -> insert(person, false));
    return person;
  }

  private void insert(Person person, boolean ofAnotherLab) {
    table.insert(person, ofAnotherLab);
    meanUnlessTaken(person);
  }

  /// Lets somebody use this lab, with this role or a higher one that they have.
  public Person admit(PersonId id, Role role) {
    return change(id, before -> new Person(id, before.name(), before.role().orMore(role), true));
  }

  /// Somebody new who may sign in, under an id that was found for them before.
  ///
  /// @throws IllegalArgumentException if nobody can be called so
  public Person add(PersonId id, String name, Role role) {
    return add(new Person(id, Person.name(name), role, true));
  }

  /// Calls a person otherwise. What they did stays theirs and shows the new name; a file that says
  /// the old one still means them, unless somebody else is called so.
  ///
  /// @throws IllegalArgumentException if nobody can be called so
  public Person rename(PersonId id, String name) {
    var kept = Person.name(name);
    return change(id, before -> new Person(id, kept, before.role(), before.maySignIn()));
  }

  /// Of several who change a person at once, each changes what the one before left.
  Person change(PersonId id, UnaryOperator<Person> change) {
    get(id);
    var changed =
        within.execute(_ -> {
          var before = table.held(id).orElseThrow();
          var after = change.apply(before);
          if (!after.equals(before)) {
            table.update(after);
            meanUnlessTaken(after);
          }
          return new Changed(before, after);
        });
    var now = Objects.requireNonNull(changed);
    if (!now.after.equals(now.before)) {
      tell(new PersonChanged(id));
    }
    return now.after;
  }

  /// Not before others can read it.
  private void tell(PersonChanged event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      events.publishEvent(event);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            events.publishEvent(event);
          }
        });
  }

  private record Changed(Person before, Person after) {}

  /// The owner of this machine's lab, in whose name its command line and its workers act.
  public Person local() {
    return get(localId());
  }

  /// Their id, which asks the database once: whoever was noted as the owner when the lab first
  /// started, whatever the settings or the system call whoever starts it now.
  public PersonId localId() {
    var known = local;
    if (known == null) {
      known = table.owner().orElseGet(this::noteOwner);
      noteOutside(known);
      local = known;
    }
    return known;
  }

  /// A disk that takes nothing keeps nobody out: the next process notes it.
  private void noteOutside(PersonId owner) {
    try {
      noted.ifPresent(it -> it.note(owner));
    } catch (AtomicFiles.NotWritten e) {
      LoggerFactory.getLogger(People.class)
          .warn("Who owns the lab could not be noted: {}", e.sentence());
    }
  }

  private PersonId noteOwner() {
    return Objects.requireNonNull(
        apart.execute(_ ->
            table
                .ownerHeld()
                .orElseGet(() -> {
                  var name = Person.name(settings.person());
                  var owner =
                      admit(ofBefore(name).orElseGet(() -> ofSettings(name)).id(), Role.OWNER);
                  table.noteOwner(owner.id());
                  return owner.id();
                })));
  }

  /// The owner of a lab that noted none: whom the settings name, else the first.
  private Optional<Person> ofBefore(String name) {
    var owners = all().stream().filter(one -> one.role() == Role.OWNER && one.maySignIn()).toList();
    return meantOrKnown(name)
        .filter(owners::contains)
        .findFirst()
        .or(() -> owners.stream().findFirst());
  }

  /// Whom the settings name. Nobody who was let in with another role becomes an owner because they
  /// are called like one, and nobody who came with an id of another lab.
  private Person ofSettings(String name) {
    known(name, () -> new Person(PersonId.random(), name, Role.OWNER, true), table::knownAs);
    return meantOrKnown(name)
        .filter(one -> one.role() == Role.OWNER || !one.maySignIn())
        .filter(one -> !table.isOfAnotherLab(one.id()))
        .findFirst()
        .orElseGet(() -> add(name, Role.OWNER));
  }

  private Stream<Person> meantOrKnown(String name) {
    return Stream.concat(table.knownAs(name).stream(), table.called(name).stream());
  }

  /// Whom a look finds, or somebody new. Of several processes that miss somebody, one makes them.
  private Person known(
      String name, Supplier<Person> made, Function<String, Optional<Person>> look) {
    var found = look.apply(name);
    if (found.isPresent()) {
      return found.get();
    }
    var person = made.get();
    try {
      apart.executeWithoutResult(_ -> {
        table.insert(person, false);
        table.mean(person.name(), person.id());
      });
      return person;
    } catch (DuplicateKeyException madeByAnother) {
      return look.apply(name).orElseThrow(() -> madeByAnother);
    }
  }

  private void meanUnlessTaken(Person person) {
    if (table.knownAs(person.name()).isEmpty()) {
      try {
        table.mean(person.name(), person.id());
      } catch (DuplicateKeyException takenMeanwhile) {
        // The name means whoever was the first.
      }
    }
  }
}
