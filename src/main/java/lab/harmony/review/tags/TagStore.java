package lab.harmony.review.tags;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import lab.harmony.people.PersonId;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of tags: rows are added, in order, and never changed.
@Repository
class TagStore {

  private final JdbcClient database;

  TagStore(JdbcClient database) {
    this.database = database;
  }

  void add(
      String experiment, ImageId image, PictureTag tag, boolean given, PersonId by, Instant at) {
    database
        .sql(
            """
            insert into picture_tag (experiment, run, image_index, tag, given, said_by, said_at)
            values (:experiment, :run, :index, :tag, :given, :by, :at)
            """)
        .param("experiment", experiment)
        .param("run", image.run().value())
        .param("index", image.index())
        .param("tag", tag.word())
        .param("given", given)
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// The tags that a picture has.
  SortedSet<PictureTag> of(ImageId image) {
    var found = new TreeSet<PictureTag>();
    database
        .sql(
            """
            select tag, given from picture_tag where run = :run and image_index = :index
            order by number
            """)
        .param("run", image.run().value())
        .param("index", image.index())
        .query(row -> {
          take(found, new PictureTag(row.getString("tag")), row.getBoolean("given"));
        });
    return found;
  }

  /// The tags of the pictures of these experiments that have any.
  Map<ImageId, SortedSet<PictureTag>> of(Collection<String> experiments) {
    var found = new HashMap<ImageId, SortedSet<PictureTag>>();
    if (experiments.isEmpty()) {
      return found;
    }
    database
        .sql(
            """
            select run, image_index, tag, given from picture_tag
            where experiment in (:experiments) order by number
            """)
        .param("experiments", experiments)
        .query(row -> {
          var image = new ImageId(new RunId(row.getString("run")), row.getInt("image_index"));
          take(
              found.computeIfAbsent(image, _ -> new TreeSet<>()),
              new PictureTag(row.getString("tag")),
              row.getBoolean("given"));
        });
    found.values().removeIf(SortedSet::isEmpty);
    return found;
  }

  private static void take(SortedSet<PictureTag> tags, PictureTag tag, boolean given) {
    if (given) {
      tags.add(tag);
    } else {
      tags.remove(tag);
    }
  }
}
