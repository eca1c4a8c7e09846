package lab.harmony.blind.results.published;

import java.util.Optional;
import lab.harmony.blind.PublishedSession;
import lab.harmony.blind.SealedClose;
import lab.harmony.blind.SealedMapping;
import lab.harmony.blind.rule.StopState;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.StopWhen;

/// Whether the end of a published session is the one that follows from the rule that was sealed at
/// its start and from the answers, so that nobody has to believe a close that says that it followed
/// its rule.
final class PublishedRule {

  private PublishedRule() {}

  /// What was looked at; empty where a session of before says nothing that could be found out.
  static Optional<PublishedCheck.Step> checked(PublishedFile file) {
    var sealed = new SealedMapping(file.mapping(), file.nonce());
    var unreadable = sealed.ruleProblem();
    if (unreadable.isPresent()) {
      return Optional.of(new PublishedCheck.Step(false, unreadable.get()));
    }
    var rule = sealed.stop();
    var said = Ended.of(file.ended());
    if (rule.isEmpty()) {
      return said.filter(Ended.COMPLETE::equals).flatMap(_ -> complete(file));
    }
    return said.isEmpty()
        ? Optional.of(
            new PublishedCheck.Step(
                false,
                "The file says that the session ended “%s”, and a session with a rule ends complete, rule or early."
                    .formatted(file.ended())))
        : ruled(file, rule.get(), said.get());
  }

  /// Sessions of before were closed by what held for them, but none was complete that is not.
  private static Optional<PublishedCheck.Step> complete(PublishedFile file) {
    try {
      return StopState.of(PublishedRecord.of(file), Optional.empty()).ended() == Ended.COMPLETE
          ? Optional.empty()
          : Optional.of(
              new PublishedCheck.Step(
                  false,
                  "The file says that all was answered, and of what was shown of arms something was not."));
    } catch (RuntimeException notRead) {
      return Optional.empty();
    }
  }

  private static Optional<PublishedCheck.Step> ruled(
      PublishedFile file, StopWhen rule, Ended said) {
    try {
      var state = StopState.of(PublishedRecord.of(file), Optional.of(rule));
      if (state.isAnyTakenOut() && rule.equals(StopWhen.IS_SETTLED) && isOfBefore(file)) {
        return Optional.empty();
      }
      return Optional.of(
          state.ended() == said
              ? new PublishedCheck.Step(
                  true,
                  "How it ended follows from the rule that was sealed at the start and from the answers. %s"
                      .formatted(said.words(Optional.of(rule))))
              : new PublishedCheck.Step(
                  false,
                  "The close says “%s”, and from the rule that was sealed at the start and the answers follows “%s”. %s"
                      .formatted(said.code(), state.ended().code(), rule.sentence())));
    } catch (RuntimeException notRead) {
      return Optional.of(
          new PublishedCheck.Step(
              false,
              "Whether the close followed the rule that was sealed cannot be found out: mapping or answers cannot be read."));
    }
  }

  /// Closes that do not say what was taken out may be older than what that means for what settles.
  private static boolean isOfBefore(PublishedFile file) {
    return PublishedSession.FORMATS.getOrDefault(file.format(), 0) < SealedClose.WITH_TAKEN_OUT;
  }
}
