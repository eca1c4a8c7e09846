package lab.harmony.blind.results.published;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.blind.PublishedSession;
import lab.harmony.blind.SealedMapping;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.TabbedLine;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.runs.ImageId;

/// What a published file says, as a session that keeps it: arms, raters, what was shown of arms,
/// and what was said. Of gold it has the answers alone, which some rules count.
final class PublishedRecord {

  static final String WITHDRAWAL = "withdrawal";
  static final String NOTHING = "-";

  private final PublishedFile file;
  private final BlindForm form;
  private final Map<String, PersonId> people = new LinkedHashMap<>();
  private final List<BlindArm> arms = new ArrayList<>();
  private final Map<Integer, Unit> units = new LinkedHashMap<>();
  private final List<Showing> showings = new ArrayList<>();
  private final Map<String, Integer> shown = new HashMap<>();

  private PublishedRecord(PublishedFile file) {
    this.file = file;
    file.raters().forEach(rater -> people.put(String.valueOf(rater.number()), PersonId.random()));
    var lines = file.mapping().lines().map(TabbedLine::parts).toList();
    form =
        lines.stream()
            .filter(parts -> parts[0].equals("form"))
            .map(parts -> BlindForm.of(parts[1]))
            .findFirst()
            .orElseThrow();
    lines.forEach(this::take);
  }

  /// @throws RuntimeException if its mapping or its answers cannot be read
  static SessionRecord of(PublishedFile file) {
    var read = new PublishedRecord(file);
    return new SessionRecord(
        read.session(),
        List.copyOf(read.units.values()),
        read.showings,
        SessionRecord.Gold.NONE,
        IntStream.range(0, file.rows().size())
            .mapToObj(row -> read.answer(row, file.rows().get(row)))
            .toList(),
        SessionRecord.Adjudication.NONE);
  }

  /// Those of these numbers, from 1.
  static Set<PersonId> people(SessionRecord record, List<String> numbers) {
    return numbers.stream()
        .map(number -> record.session().people().get(Integer.parseInt(number) - 1))
        .collect(Collectors.toSet());
  }

  private void take(String[] parts) {
    switch (parts[0]) {
      case "arm" -> arms.add(new BlindArm("arm", parts[1]));
      case "unit" -> {
        int number = Integer.parseInt(parts[1]) - 1;
        var scale =
            parts[4].equals(NOTHING)
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(parts[4]));
        var asked = new Unit.Asked(parts[2], parts[3], scale, Long.parseLong(parts[5]));
        units.put(number, new Unit(number, asked, List.of()));
      }
      case "picture" ->
          units.computeIfPresent(
              Integer.parseInt(parts[1]) - 1,
              (number, unit) ->
                  new Unit(
                      number,
                      unit.asked(),
                      Stream.concat(
                              unit.pictures().stream(),
                              Stream.of(
                                  new Unit.Shown(
                                      Integer.parseInt(parts[2]) - 1,
                                      ImageId.parse(parts[3]),
                                      parts[4])))
                          .toList()));
      case "showing" -> {
        shown.merge(parts[1], 1, Integer::sum);
        if (!parts[5].equals(SealedMapping.GOLD)) {
          showings.add(showing(parts));
        }
      }
      default -> {}
    }
  }

  private Showing showing(String[] parts) {
    var unit = Objects.requireNonNull(units.get(Integer.parseInt(parts[3]) - 1));
    var there = unit.pictures().stream().map(Unit.Shown::arm).toList();
    return new Showing(
        rater(parts[1]),
        Integer.parseInt(parts[2]) - 1,
        unit.number(),
        parts[5].equals("again"),
        Stream.of(parts[4].split(" "))
            .map(arm -> there.indexOf(Integer.parseInt(arm) - 1))
            .map(place -> new Showing.Shown(place, ""))
            .toList());
  }

  private PersonId rater(String number) {
    return Objects.requireNonNull(people.get(number));
  }

  private GivenAnswer answer(int number, String[] row) {
    boolean withdrawn = row[4].equals(WITHDRAWAL);
    return new GivenAnswer(
        number,
        rater(row[1]),
        Integer.parseInt(row[2]) - 1,
        "",
        row[4].equals(PublishedSession.TAKEN_OUT),
        row[4].equals(PublishedSession.OVERTAKEN),
        withdrawn,
        row[5].equals(NOTHING)
            ? BlindAnswer.ofNothing()
            : PublishedGold.answer(form.code(), row[5], Boolean.parseBoolean(row[6])),
        0,
        Instant.EPOCH);
  }

  private BlindSession session() {
    var nobody = new NamedPerson(PersonId.random(), "");
    return new BlindSession(
        new SessionId(file.session()),
        file.title(),
        form,
        1,
        1,
        1,
        file.commitment(),
        nobody,
        Instant.EPOCH,
        Optional.empty(),
        arms,
        file.raters().stream()
            .map(rater -> {
              var number = String.valueOf(rater.number());
              return new BlindSession.Rater(
                  new NamedPerson(rater(number), number),
                  rater.guest(),
                  rater.blindness() == Blindness.NOT_BLIND
                      ? Optional.of(Instant.EPOCH)
                      : Optional.empty(),
                  shown.getOrDefault(number, 0),
                  0,
                  0);
            })
            .toList(),
        Optional.empty());
  }
}
