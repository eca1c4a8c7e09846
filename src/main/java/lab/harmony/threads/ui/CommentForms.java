package lab.harmony.threads.ui;

import java.util.List;
import java.util.function.BiFunction;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Topic;

/// What one person can do in one panel, and its forms: whom they offer depends on what is talked
/// about. Services ask again when it is done.
///
/// @param comments whether they may say something
/// @param withdrawsOthers whether they may take what others said out of sight
record CommentForms(
    ThreadServices services, Actor who, Topic topic, boolean comments, boolean withdrawsOthers) {

  private static final int MOST_OFFERED = 8;

  static CommentForms of(ThreadServices services, Actor who, Topic topic) {
    return new CommentForms(
        services,
        who,
        topic,
        services.rights().may(who, Right.COMMENT),
        services.rights().may(who, Right.WITHDRAW_COMMENTS));
  }

  /// @param draft names it among all that this person writes in this browser
  CommentForm form(
      String label, String action, String draft, BiFunction<String, String, Posting> send) {
    return new CommentForm(
        label, action, "%s %s".formatted(who.person(), draft), send, this::offered);
  }

  private List<CommentForm.Offered> offered(String query) {
    var mentions = services.threads().mentions();
    return services.threads().mentionable(topic, query, MOST_OFFERED, who).stream()
        .map(person -> CommentForm.Offered.of(person, mentions.typed(person)))
        .toList();
  }
}
