package lab.harmony.audit;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of the trail: entries, to which rows are only added, and the one row that says where
/// the chain ends. Whoever adds holds that row until the end of the transaction, so of several at
/// once, in whichever processes, each comes after another.
final class AuditStore {

  private final JdbcClient database;

  AuditStore(JdbcClient database) {
    this.database = database;
  }

  /// Whether the database has a trail: one of an earlier version of the lab has none until the lab
  /// has started on it.
  boolean exists() {
    return database
            .sql(
                "select count(*) from information_schema.tables where table_schema = 'PUBLIC' and"
                    + " table_name = 'AUDIT_HEAD'")
            .query(Long.class)
            .single()
        > 0;
  }

  /// The end of the chain, which nobody else can move before the transaction ends; nothing if
  /// somebody removed it.
  ///
  /// @param wait how long for another who has it, in seconds
  Optional<AuditHead> held(int wait) {
    return head("select number, hash from audit_head where id = 1 for update wait " + wait);
  }

  /// The end of the chain as the database knows it; nothing if somebody removed it.
  Optional<AuditHead> head() {
    return head("select number, hash from audit_head where id = 1");
  }

  private Optional<AuditHead> head(String sql) {
    return database
        .sql(sql)
        .query((row, _) -> new AuditHead(row.getLong("number"), row.getString("hash")))
        .optional();
  }

  void add(AuditEntry entry) {
    database
        .sql(
            """
            insert into audit_entry (number, happened_at, who, kind, about, subject, details, previous, hash)
            values (:number, :at, :who, :kind, :about, :subject, :details, :previous, :hash)
            """)
        .param("number", entry.number())
        .param("at", entry.at())
        .param("who", entry.who())
        .param("kind", entry.kind())
        .param("about", entry.about())
        .param("subject", entry.subject())
        .param("details", entry.details())
        .param("previous", entry.previous())
        .param("hash", entry.hash())
        .update();
    move(entry.head());
  }

  /// Says where the chain ends from now on.
  void move(AuditHead head) {
    database
        .sql("merge into audit_head (id, number, hash) key (id) values (1, :number, :hash)")
        .param("number", head.number())
        .param("hash", head.hash())
        .update();
  }

  /// Whether the chain has an entry with this number and hash.
  boolean holds(AuditHead head) {
    return head.equals(AuditHead.BEFORE_THE_FIRST)
        || database
                .sql("select count(*) from audit_entry where number = :number and hash = :hash")
                .param("number", head.number())
                .param("hash", head.hash())
                .query(Long.class)
                .single()
            > 0;
  }

  /// The entry with the largest number.
  Optional<AuditEntry> last() {
    return database
        .sql("select * from audit_entry order by number desc limit 1")
        .query(AuditStore::entry)
        .optional();
  }

  /// The entries behind one, in order, a part at a time.
  List<AuditEntry> after(long number, int most) {
    return database
        .sql("select * from audit_entry where number > :number order by number limit :most")
        .param("number", number)
        .param("most", most)
        .query(AuditStore::entry)
        .list();
  }

  /// The newest entries before one that somebody looks for.
  List<AuditEntry> before(long number, AuditQuery query, int most) {
    var values = new HashMap<String, Object>(Map.of("number", number, "most", most));
    return database
        .sql(
            "select * from audit_entry where %s order by number desc limit :most"
                .formatted(condition(query, values)))
        .params(values)
        .query(AuditStore::entry)
        .list();
  }

  /// How many entries somebody looks for.
  long count(AuditQuery query) {
    var values = new HashMap<String, Object>(Map.of("number", Long.MAX_VALUE));
    return database
        .sql("select count(*) from audit_entry where %s".formatted(condition(query, values)))
        .params(values)
        .query(Long.class)
        .single();
  }

  private static String condition(AuditQuery query, Map<String, Object> values) {
    var conditions = new ArrayList<String>();
    conditions.add("number < :number");
    add(conditions, values, "happened_at >= :from", "from", query.from().map(AuditEntry::moment));
    add(conditions, values, "happened_at < :until", "until", query.until().map(AuditEntry::moment));
    query
        .who()
        .ifPresent(who -> {
          conditions.add(
              "(who = :who or who like :known escape '!' or who like :called escape '!')");
          values.put("who", who);
          values.put("known", escaped(who) + " %");
          values.put(
              "called",
              AuditActor.PERSON
                  + "_".repeat(36)
                  + " "
                  + escaped(who.substring(Math.min(who.length(), AuditActor.PERSON.length()))));
        });
    add(conditions, values, "kind = :kind", "kind", query.kind());
    add(conditions, values, "about = :about", "about", query.about());
    for (int word = 0; word < query.words().size(); word++) {
      add(
          conditions,
          values,
          "lower(who || ' ' || about || ' ' || subject || ' ' || details) like :word%d escape '!'"
              .formatted(word),
          "word" + word,
          Optional.of(pattern(query.words().get(word))));
    }
    return String.join(" and ", conditions);
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      Optional<String> value) {
    value.ifPresent(it -> {
      conditions.add(condition);
      values.put(name, it);
    });
  }

  private static String pattern(String word) {
    return "%" + escaped(word.toLowerCase(Locale.ROOT)) + "%";
  }

  private static String escaped(String text) {
    return text.replaceAll("[!%_]", "!$0");
  }

  /// What somebody is called now.
  String name(PersonId id) {
    return database
        .sql("select name from people where id = :id")
        .param("id", id.value())
        .query((row, _) -> row.getString("name"))
        .optional()
        .orElse("unknown");
  }

  /// Everybody who stands in the trail, by [who they are][AuditActor#key], with what they were
  /// called last, and the beginning of the id where others were called so too.
  SortedMap<String, String> everybody() {
    var all = new TreeMap<String, String>();
    database
        .sql("select who, max(number) as latest from audit_entry group by who order by latest")
        .query((row, _) -> row.getString("who"))
        .list()
        .forEach(who -> all.put(AuditActor.key(who), AuditActor.words(who)));
    var many = all.values().stream().collect(groupingBy(identity(), counting()));
    all.replaceAll(
        (key, name) -> many.getOrDefault(name, 0L) > 1 ? name + AuditActor.mark(key) : name);
    return all;
  }

  private static AuditEntry entry(ResultSet row, int index) throws SQLException {
    return new AuditEntry(
        row.getLong("number"),
        row.getString("happened_at"),
        row.getString("who"),
        row.getString("kind"),
        row.getString("about"),
        row.getString("subject"),
        row.getString("details"),
        row.getString("previous"),
        row.getString("hash"));
  }
}
