package lab.harmony.blind;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.harmony.blind.session.ArmDrawn;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes a session that starts: all that is fixed then, and what is when its rating is stopped.
@Repository
class StartedSessions {

  private final JdbcClient database;
  private final JdbcTemplate batches;

  StartedSessions(JdbcClient database, JdbcTemplate batches) {
    this.database = database;
    this.batches = batches;
  }

  void add(
      SessionId id,
      BlindSetup setup,
      FrozenSet set,
      List<Set<ArmDrawn>> drawn,
      GoldDraw.Made gold,
      SealedMapping mapping,
      List<Showing> showings,
      Map<PersonId, String> guests,
      PersonId by,
      Instant now) {
    database
        .sql(
            """
            insert into blind_session (id, title, form, ratings, width, height, commitment, nonce, mapping,
              opened_by, opened_at)
            values (:id, :title, :form, :ratings, :width, :height, :commitment, :nonce, :mapping, :by, :at)
            """)
        .param("id", id.value())
        .param("title", setup.title())
        .param("form", setup.form().code())
        .param("ratings", setup.ratings())
        .param("width", set.sizes().width())
        .param("height", set.sizes().height())
        .param("commitment", mapping.commitment().hex())
        .param("nonce", mapping.nonce())
        .param("mapping", mapping.text())
        .param("by", by.value())
        .param("at", BlindStore.utc(now))
        .update();
    var arms = new ArrayList<Object[]>();
    for (int arm = 0; arm < setup.arms().size(); arm++) {
      var one = setup.arms().get(arm);
      arms.add(new Object[] {id.value(), arm, one.label(), one.address().toString()});
    }
    all("insert into blind_arm (session, number, label, address) values (?, ?, ?, ?)", arms);
    var met = new ArrayList<Object[]>();
    for (int arm = 0; arm < drawn.size(); arm++) {
      for (var one : drawn.get(arm)) {
        met.add(new Object[] {id.value(), arm, one.experiment(), one.model()});
      }
    }
    all("insert into blind_arm_drawn (session, arm, experiment, model) values (?, ?, ?, ?)", met);
    var units = new ArrayList<Object[]>();
    var pictures = new ArrayList<Object[]>();
    for (var unit : set.units()) {
      units.add(row(id, unit.number(), unit.asked()));
      for (int side = 0; side < unit.pictures().size(); side++) {
        var shown = unit.pictures().get(side);
        pictures.add(
            new Object[] {
              id.value(),
              unit.number(),
              side,
              shown.arm(),
              shown.image().run().value(),
              shown.image().index(),
              shown.sha256()
            });
      }
    }
    var faces = new ArrayList<Object[]>();
    for (var unit : gold.units()) {
      units.add(row(id, unit.number(), unit.asked()));
      for (int side = 0; side < unit.faces().size(); side++) {
        var face = unit.faces().get(side);
        faces.add(
            new Object[] {
              id.value(),
              unit.number(),
              side,
              face.truth().eyes(),
              face.truth().mouth(),
              face.truth().brows(),
              face.sha256(),
              gold.files().get(face.sha256())
            });
      }
    }
    all(
        "insert into blind_unit (session, number, archetype, emotion, cfg_scale, seed) values (?, ?, ?, ?, ?, ?)",
        units);
    all(
        "insert into blind_picture (session, unit, side, arm, run, image_index, sha256) values (?, ?, ?, ?, ?, ?, ?)",
        pictures);
    all(
        "insert into blind_gold (session, unit, side, eyes, mouth, brows, sha256, png) values (?, ?, ?, ?, ?, ?, ?, ?)",
        faces);
    var raters = new ArrayList<Object[]>();
    for (int rater = 0; rater < setup.raters().size(); rater++) {
      var person = setup.raters().get(rater);
      raters.add(new Object[] {id.value(), person.value(), rater, guests.get(person)});
    }
    all("insert into blind_rater (session, person, number, guest) values (?, ?, ?, ?)", raters);
    add(id, showings);
  }

  /// Writes that somebody else is asked where the raters of a session disagree.
  void adjudicate(
      BlindSession session,
      PersonId adjudicator,
      SealedAdjudication sealed,
      List<Showing> showings,
      Instant now) {
    var id = session.id();
    database
        .sql(
            "update blind_session set adjudicator = :person, adjudicated_since = :at, adjudication"
                + " = :text, adjudication_sha256 = :sha256 where id = :id")
        .param("person", adjudicator.value())
        .param("at", BlindStore.utc(now))
        .param("id", id.value())
        .param("text", sealed.text())
        .param("sha256", sealed.commitment().hex())
        .update();
    database
        .sql("insert into blind_rater (session, person, number) values (:id, :person, :number)")
        .param("id", id.value())
        .param("person", adjudicator.value())
        .param("number", session.raters().size())
        .update();
    add(id, showings);
  }

  private void add(SessionId id, List<Showing> showings) {
    all(
        "insert into blind_showing (session, rater, position, unit, again) values (?, ?, ?, ?, ?)",
        showings.stream()
            .map(it ->
                new Object[] {id.value(), it.rater().value(), it.position(), it.unit(), it.again()})
            .toList());
    var shown = new ArrayList<Object[]>();
    for (var showing : showings) {
      for (int place = 0; place < showing.shown().size(); place++) {
        var one = showing.shown().get(place);
        shown.add(
            new Object[] {
              id.value(),
              showing.rater().value(),
              showing.position(),
              place,
              one.picture(),
              one.name()
            });
      }
    }
    all(
        "insert into blind_shown (session, rater, position, place, picture, name) values (?, ?, ?, ?, ?, ?)",
        shown);
  }

  private static Object[] row(SessionId id, int unit, Unit.Asked asked) {
    return new Object[] {
      id.value(),
      unit,
      asked.archetype(),
      asked.emotion(),
      asked.cfgScale().isPresent() ? asked.cfgScale().getAsDouble() : null,
      asked.seed()
    };
  }

  private void all(String sql, List<Object[]> rows) {
    batches.batchUpdate(sql, rows);
  }
}
