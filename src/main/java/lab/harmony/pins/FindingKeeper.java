package lab.harmony.pins;

import static lab.harmony.pins.PinFinding.Cause.CHANGED;
import static lab.harmony.pins.PinFinding.Cause.DRAWN;
import static lab.harmony.pins.PinFinding.Cause.JUDGED;
import static lab.harmony.pins.PinFinding.Cause.KEPT;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what is another than what was found before, with why it is. Two processes that find the
/// same keep it once.
@Component
class FindingKeeper {

  private static final int LONGEST_WORDS = 2000;
  private static final int TRIES = 5;

  private final FindingStore findings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  FindingKeeper(FindingStore findings, PlatformTransactionManager transactions, Clock clock) {
    this.findings = findings;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /// Keeps what is found of faces that were drawn since they were pinned, and what became of such
  /// findings.
  void keep(List<PinReport> reports) {
    for (var report : reports) {
      if (!report.checks().isEmpty()) {
        add(() -> news(report));
      }
    }
  }

  /// Says of what was found of epochs that they are there no more.
  ///
  /// @param there the epochs that the training has
  void gone(String training, List<PinSubject> there) {
    var names = there.stream().map(PinSubject::name).collect(Collectors.toSet());
    add(() ->
        findings.ofTraining(training).stream()
            .filter(one -> !names.contains(one.subject()))
            .map(one -> gone(one))
            .toList());
  }

  private PinFinding gone(PinFinding before) {
    var state = new PinState.NotDrawn("the training has no such epoch any more");
    return new PinFinding(
        before.pin(),
        before.kind(),
        before.subject(),
        state.code(),
        OptionalInt.empty(),
        before.least(),
        state.words(),
        Optional.empty(),
        Optional.empty(),
        KEPT,
        before.sequence() + 1,
        now());
  }

  /// What another process has found meanwhile is looked at again.
  private void add(Supplier<List<PinFinding>> news) {
    for (int left = TRIES; ; left--) {
      try {
        transaction.executeWithoutResult(_ -> findings.add(news.get()));
        return;
      } catch (DuplicateKeyException foundMeanwhile) {
        if (left == 1) {
          throw foundMeanwhile;
        }
      }
    }
  }

  private List<PinFinding> news(PinReport report) {
    var before = findings.newest(report.subject());
    return report.checks().stream()
        .flatMap(check -> news(report.subject(), check, before).stream())
        .toList();
  }

  private Optional<PinFinding> news(
      PinSubject subject, PinCheck check, Map<PinId, PinFinding> all) {
    var before = Optional.ofNullable(all.get(check.pin().id()));
    if (!check.since() && before.isEmpty()) {
      return Optional.empty();
    }
    var found = found(subject, check, before);
    return before.filter(found::saysTheSameAs).isPresent()
        ? Optional.empty()
        : Optional.of(found.because(cause(found, check, before)));
  }

  private PinFinding found(PinSubject subject, PinCheck check, Optional<PinFinding> before) {
    var points =
        switch (check.state()) {
          case PinState.Held(var held, _) -> OptionalInt.of(held);
          case PinState.Broke(var left, _, _) -> OptionalInt.of(left);
          case PinState.NotJudged _, PinState.NotDrawn _ -> OptionalInt.empty();
        };
    return new PinFinding(
        check.pin().id(),
        subject.kind(),
        subject.name(),
        check.state().code(),
        points,
        check.pin().wish().least().value(),
        brief(check.state().words()),
        check.state().decisive().map(PinnedPicture::name),
        check.drawn().map(FindingKeeper::kept),
        DRAWN,
        before.map(it -> it.sequence() + 1).orElse(1),
        now());
  }

  /// Why something is found now that was not found before: told outside is only what was drawn or
  /// judged.
  private PinFinding.Cause cause(PinFinding found, PinCheck check, Optional<PinFinding> before) {
    var asksSince = kept(check.pin().asksSince());
    if (before.isEmpty()) {
      return found.drawn().filter(asksSince::isBefore).isPresent() ? DRAWN : CHANGED;
    }
    boolean asksOtherwise = asksSince.isAfter(before.get().at());
    if (found.picture().isEmpty()) {
      return asksOtherwise ? CHANGED : KEPT;
    }
    if (found.isOfTheFaceOf(before.get())) {
      return asksOtherwise && samePoints(found, before.get()) ? CHANGED : JUDGED;
    }
    if (cameBack(found)) {
      return asksOtherwise ? CHANGED : KEPT;
    }
    return found.drawn().filter(asksSince::isBefore).isPresent() ? DRAWN : CHANGED;
  }

  private static boolean samePoints(PinFinding found, PinFinding before) {
    return found.points().equals(before.points());
  }

  /// Whether the same was found of the same face before it was put away.
  private boolean cameBack(PinFinding found) {
    return findings.history(found.pin(), found.kind(), found.subject()).stream()
        .anyMatch(found::saysTheSameAs);
  }

  private static String brief(String words) {
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS - 1) + "…";
  }

  private Instant now() {
    return kept(clock.instant());
  }

  /// To the microsecond, which is what databases keep.
  private static Instant kept(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
