package lab.harmony.notebooks.store;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;

/// The drafts in the database; when that takes nothing, for instance because the disk is full, in
/// memory until it does.
@Repository
class Drafts {
  private static final Logger log = LoggerFactory.getLogger(Drafts.class);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Map<Key, Draft> unwritten = new ConcurrentHashMap<>();

  private record Key(ExperimentSlug experiment, CellId cell, PersonId person) {}

  Drafts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// What became of a text that was to be kept, as a sentence.
  enum Kept {
    LASTING("Your text is kept as a draft."),
    UNTIL_THE_LAB_ENDS(
        "Your text is kept as a draft as long as the lab runs; copy it elsewhere to be sure.");

    private final String sentence;

    Kept(String sentence) {
      this.sentence = sentence;
    }

    @Override
    public String toString() {
      return sentence;
    }
  }

  Kept keep(ExperimentSlug experiment, CellId cell, PersonId by, String text) {
    var now = clock.instant();
    var key = new Key(experiment, cell, by);
    try {
      write(key, text, now);
      unwritten.remove(key);
      return Kept.LASTING;
    } catch (DataAccessException | TransactionException e) {
      log.warn("The draft of {} in {} of {} is only in memory.", by, cell, experiment, e);
      unwritten.put(key, new Draft(experiment, cell, by, text, now));
      return Kept.UNTIL_THE_LAB_ENDS;
    }
  }

  private void write(Key key, String text, Instant now) {
    jdbc.sql(
            "merge into notebook_draft (experiment, cell, person, text, kept_at) key (experiment,"
                + " cell, person) values (?, ?, ?, ?, ?)")
        .params(
            key.experiment.value(),
            key.cell.value(),
            key.person.value(),
            text,
            OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  List<Draft> of(ExperimentSlug experiment, PersonId by) {
    var newer =
        unwritten.values().stream()
            .filter(draft -> draft.experiment().equals(experiment) && draft.by().equals(by))
            .toList();
    var written =
        written(experiment, by).stream()
            .filter(draft -> newer.stream().noneMatch(one -> one.cell().equals(draft.cell())));
    return Stream.concat(written, newer.stream())
        .sorted(Comparator.comparing(Draft::keptAt))
        .toList();
  }

  private List<Draft> written(ExperimentSlug experiment, PersonId by) {
    return jdbc.sql(
            "select cell, text, kept_at from notebook_draft where experiment = ? and person = ?"
                + " order by kept_at")
        .params(experiment.value(), by.value())
        .query((row, _) ->
            new Draft(
                experiment,
                new CellId(row.getString("cell")),
                by,
                row.getString("text"),
                row.getObject("kept_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  void remove(ExperimentSlug experiment, CellId cell, PersonId by) {
    unwritten.remove(new Key(experiment, cell, by));
    jdbc.sql("delete from notebook_draft where experiment = ? and cell = ? and person = ?")
        .params(experiment.value(), cell.value(), by.value())
        .update();
  }
}
